"""What stands around an expression: is it asked at all, is it part of a name, and does the line itself make
it concrete?
"""

import re

from samenwerf.wording.lexicon import lexicon
from samenwerf.wording.match import Line, Match, keys_of
from samenwerf.wording.text import Token, forms, sound, word_set
from samenwerf.wording.typos import corrections

CEFR = re.compile(r"^[abc][12]$", re.IGNORECASE)
ACRONYM = re.compile(r"^(?=.*[A-Z].*[A-Z0-9])[A-Za-z0-9+#]{2,}$")
# Numbers that are part of a saying and measure nothing.
SAYING = re.compile(
    r"\b(?:9\s*-?\s*(?:tot|to|till|t/m)?\s*-?\s*5|24\s*[/x]\s*7|1[01]0\s*%|200\s*%)", re.IGNORECASE
)
SCOPE_END = word_set(
    "maar but wel mits als if wanneer when zolang provided although hoewel tenzij unless want"
)


class Context:
    """The matches of kind "context" in a line, and the questions that can be asked of them."""

    def __init__(self, text: str, line: Line, matches: list[Match]) -> None:
        self.text = text
        self.line = line
        self.tokens = line.tokens
        self.found = matches
        self.sayings = [found.span() for found in SAYING.finditer(text)]
        self.matches: dict[str, list[Match]] = {}
        for match in matches:
            if match.entry.startswith("context:"):
                self.matches.setdefault(match.entry.removeprefix("context:"), []).append(match)
        self.names = self._names()

    # -- names, technical terms, titles ---------------------------------------------------------------

    def touches_work(self, first: int, last: int) -> bool:
        """One of these tokens stands in an expression about work or things ("no home working")."""
        return any(trap.first < last and first < trap.last for trap in self.matches.get("no_risk", ()))

    def is_about_work(self, first: int, last: int) -> bool:
        """All of these tokens do."""
        return any(trap.first <= first and last <= trap.last for trap in self.matches.get("no_risk", ()))

    def is_name(self, match: Match) -> bool:
        """The expression stands inside a name, a diploma, a technical term or a job title, or between
        quotes.
        """
        for trap in self.matches.get("trap", ()):
            overlap = trap.first < match.last and match.first < trap.last
            if overlap and trap.length >= match.length:
                return True
        if match.length == 1 and (
            self._is_code(self.tokens[match.first]) or self._is_unknown_name(match.first)
        ):
            return True
        if not lexicon().entries[match.entry].ground and self._in_capitals(match):
            return True
        edge = self.tokens[match.last - 1 : match.last + 1]
        is_risk = bool(lexicon().entries[match.entry].ground)
        if not is_risk and any(
            "@course" in keys_of(token.norm) and not (token is not edge[0] and token.breaks) for token in edge
        ):
            return True
        return any(start < match.last and match.first < end for start, end in self.names)

    def _is_unknown_name(self, index: int) -> bool:
        """ "Kent Open Wave en Proactis": a capital inside a line, on a word that is only near one of ours."""
        token = self.tokens[index]
        return (
            index > 0
            and token.is_capital
            and not token.breaks
            and forms(token.norm).isdisjoint(lexicon().vocabulary)
            and not all(other.is_capital for other in self.tokens[:index])
            and bool(corrections(token.norm, sound(token.norm)))
        )

    def _in_capitals(self, match: Match) -> bool:
        """ "Werkt met Proactive Security": words with capitals in the middle of a line are a name."""
        others = [*self.tokens[1 : match.first], *self.tokens[match.last :]]
        words = [token for token in others if len(token.text) > 3 and not token.text.isupper()]
        if words and all(token.is_capital for token in words[1:]) and len(words) > 1:
            return False
        inside = self.tokens[match.first : match.last]
        around = self.tokens[max(match.first - 1, 0) : match.last + 1]
        return (
            match.first > 0
            and not inside[0].breaks
            and all(token.is_capital for token in inside)
            and sum(token.is_capital for token in around if token.gap in (" ", "-")) > 1
            and sum(token.is_capital for token in around) > len(inside) - (len(inside) > 1)
        )

    def _is_code(self, token: Token) -> bool:
        """ "FIT" in a line with small letters is a code, not the word "fit"."""
        return len(token.text) > 1 and token.text.isupper() and any(char.islower() for char in self.text)

    def _names(self) -> list[tuple[int, int]]:
        """Runs of capitalised words that end like a company or follow a word such as "diploma"."""
        names: list[tuple[int, int]] = []
        tokens = self.tokens
        for index, token in enumerate(tokens):
            keys = keys_of(token.norm)
            if "@company_end" in keys and token.is_capital and index:
                start = index
                while (
                    start
                    and not tokens[start].breaks
                    and (tokens[start - 1].is_capital or tokens[start - 1].norm in NAME_GLUE)
                ):
                    start -= 1
                while start < index and not tokens[start].is_capital:
                    start += 1
                names.append((start, index + 1))
            if "@title_head" in keys:
                end = index + 1
                while (
                    end < len(tokens)
                    and end <= index + 7
                    and (tokens[end].is_capital or (tokens[end].norm in NAME_GLUE and end + 1 < len(tokens)))
                    and ";" not in tokens[end].gap
                    and "," not in tokens[end].gap
                ):
                    end += 1
                while end > index + 1 and not tokens[end - 1].is_capital:
                    end -= 1
                if end > index + 1:
                    names.append((index + 1, end))
        for found in re.finditer(
            r"[\"“”„«‘]([^\"“”»’]{2,60})[\"”“»’]|(?<!\w)'([^']{2,60})'(?!\w)", self.text
        ):
            inside = [
                i
                for i, token in enumerate(tokens)
                if found.start() <= token.start and token.end <= found.end()
            ]
            if inside:
                names.append((inside[0], inside[-1] + 1))
        return names

    # -- not asked ------------------------------------------------------------------------------------

    def is_not_asked(self, match: Match) -> bool:
        """The line says that it does not ask this: "hoeft geen … te zijn", "… is not required"."""
        for marker in self.matches.get("not_asked_forward", ()):
            if marker.whole_last <= match.first and not self._scope_ends(marker.whole_last, match.first):
                return True
        for marker in self.matches.get("not_asked_backward", ()):
            behind = match.first < marker.whole_first and match.last < marker.whole_last
            if behind and not self._scope_ends(match.last, marker.whole_first):
                return True
        return any(
            marker.whole_first <= match.first and match.last <= marker.whole_last
            for name in ("not_asked_forward", "not_asked_backward", "not_asked")
            for marker in self.matches.get(name, ())
        )

    def _scope_ends(self, first: int, last: int) -> bool:
        return (
            any(
                token.norm in SCOPE_END or (token.breaks and re.search(r"[;:.,!?–—]|\s-\s", token.gap))
                for token in self.tokens[first : last + 1]
            )
            if first <= last
            else False
        )

    # -- made concrete --------------------------------------------------------------------------------

    def clause(self, index: int) -> tuple[int, int]:
        """First token and end of the clause around a token; a clause ends at punctuation."""
        start = end = index
        while start and not self.tokens[start].breaks:
            start -= 1
        end = index + 1
        while end < len(self.tokens) and not self.tokens[end].breaks:
            end += 1
        return start, end

    def sentence_end(self, index: int) -> int:
        end = index
        while end < len(self.tokens) and not (
            end > index and re.search(r";|[.!?]\s|\n", self.tokens[end].gap)
        ):
            end += 1
        return end

    def in_saying(self, token: Token) -> bool:
        return any(start <= token.start < end for start, end in self.sayings)

    def has_number(self, first: int, last: int) -> bool:
        for index in range(first, last):
            token = self.tokens[index]
            if self.in_saying(token) or self._is_of_a_level(index):
                continue
            if token.is_number and not ACRONYM.match(token.text):
                return True
            if (
                "#" in keys_of(token.norm)
                and index + 1 < last
                and any(
                    "@unit" in keys_of(self.tokens[near].norm) or self.tokens[near].norm == "per"
                    for near in range(index + 1, min(index + 5, last))
                )
            ):
                return True
        return False

    def _is_of_a_level(self, index: int) -> bool:
        """ "mbo 2", "level 2 diploma": a level of education measures nothing else in the line."""
        token = self.tokens[index]
        before = self.tokens[index - 1].norm if index and not token.breaks else ""
        if not token.is_number or before not in SCHOOL_LEVELS:
            return False
        following = self.tokens[index + 1 : index + 2]
        return before not in ("niveau", "level") or any("@named" in keys_of(near.norm) for near in following)

    def has_level(self, first: int, last: int) -> bool:
        """A CEFR level, or a level of education or a scale."""
        return any(
            (CEFR.match(token.text) or "@level" in keys_of(token.norm)) and not self._is_of_others(index)
            for index, token in enumerate(self.tokens[first:last], first)
        )

    def _is_of_others(self, index: int) -> bool:
        """ "mbo-stagiairs": the level of those whom the work is for."""
        following = self.tokens[index + 1 : index + 2]
        return bool(
            following
            and following[0].gap in ("-", " ")
            and keys_of(following[0].norm) & {"@client", "@trainee"}
        )

    def has_name(self, first: int, last: int) -> bool:
        """A named tool, law, norm, diploma or place: an acronym, or a capital that does not open the
        clause.
        """
        for index in range(first, last):
            token = self.tokens[index]
            if "@named" in keys_of(token.norm):
                return True
            if index == 0 or token.breaks:
                if ACRONYM.match(token.text) and not token.text.istitle() and len(token.text) > 2:
                    return True
                continue
            if ACRONYM.match(token.text) or (token.is_capital and "@capital" not in keys_of(token.norm)):
                return True
        return False

    def has_action(self, first: int, last: int) -> bool:
        """Observable behaviour: a verb that one can see or hear somebody do."""
        return any("@action" in keys_of(token.norm) for token in self.tokens[first:last])

    def has_task(self, first: int) -> bool:
        """The clause opens with what somebody does: "plaatst …", "repairs …"."""
        return self.has_action(first, first + 1) or any(
            marker.whole_first == first for marker in self.matches.get("topic", ())
        )

    def is_concrete(self, first: int, last: int) -> bool:
        return last > first and (
            self.has_number(first, last)
            or self.has_level(first, last)
            or self.has_name(first, last)
            or (last - first >= 5 and self.has_action(first, last))
        )

    def explanation(self, at: int) -> tuple[int, int] | None:
        """The words that explain the expression: after a colon, between brackets, after "dat wil zeggen"
        and the like.
        """
        end = self.sentence_end(at)
        for index in range(at, end):
            token = self.tokens[index]
            if token.breaks and "(" in token.gap:
                close = index + 1
                while close < len(self.tokens) and ")" not in self.tokens[close].gap:
                    close += 1
                return index, close
            if token.breaks and (":" in token.gap or "=" in token.gap):
                return index, end
            for marker in self.matches.get("explains", ()):
                if marker.whole_first == index:
                    return marker.whole_last, end
            if token.breaks and re.search(r"[–—]|\s-\s", token.gap):
                return index, end
            if (
                token.breaks
                and "," in token.gap
                and not any(
                    marker.whole_first in (index, index + 1) for marker in self.matches.get("explains", ())
                )
            ):
                return None
        return None


SCHOOL_LEVELS = word_set("mbo vmbo nvq bol bbl niveau level")
NAME_GLUE = word_set("van voor de het der en of the for and & in op te bij aan")
