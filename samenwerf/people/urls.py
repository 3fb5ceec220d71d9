from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from samenwerf.people.signing_in import recently_signed_in
from samenwerf.people.views import entrance, links, me, members, organization

app_name = "people"
urlpatterns = [
    path("welcome/", entrance.welcome, name="welcome"),
    path("sign-in/as/", entrance.demo, name="demo"),
    path("sign-in/as/<int:member_id>/", entrance.play, name="play"),
    path("people/", members.people, name="list"),
    path("people/<int:member_id>/role/", members.role, name="role"),
    path("people/<int:member_id>/leave/", members.leave, name="leave"),
    path("people/<int:member_id>/come-back/", members.come_back, name="come_back"),
    path("people/<int:member_id>/mail/", members.mail, name="mail"),
    path("people/organization/", organization.organization, name="organization"),
    path("me/", me.me, name="me"),
    path("me/password/", me.password, name="password"),
    path("me/sign-out-everywhere/", me.sign_out_everywhere, name="sign_out_everywhere"),
    path("me/organizations/", me.organizations, name="organizations"),
    path("me/no-organization/", me.no_organization, name="no_organization"),
    path("l/again/<str:token>/", links.renew, name="renew_link"),
]

# Under the names that django-allauth looks for. Only these of its pages exist: nobody signs up by themselves.
allauth_urlpatterns = [
    path("sign-in/", entrance.login, name="account_login"),
    path("sign-in/mail/", entrance.request_code, name="account_request_login_code"),
    path("sign-in/code/", entrance.confirm_code, name="account_confirm_login_code"),
    path("sign-in/passkey/", entrance.passkey_login, name="mfa_login_webauthn"),
    path("sign-in/closed/", entrance.inactive, name="account_inactive"),
    path("sign-out/", entrance.logout, name="account_logout"),
    path("me/passkeys/", me.to_me, name="mfa_index"),
    path("me/passkeys/list/", me.to_me, name="mfa_list_webauthn"),
    path("me/passkeys/add/", recently_signed_in(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "me/passkeys/<int:pk>/remove/",
        recently_signed_in(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
]
