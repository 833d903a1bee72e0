"""Lines of a page that are no part of its article: controls of galleries, links, offers."""

import re

# Whole lines only, and only such words as no reporter writes: what is doubtful stays.
_CONTROLS = re.compile(
    r"""(?:
      advertisement | sponsored(?:\ content)? | story\ highlights | read\ (?:full|the)\ story
    | (?:hide|show)\ caption | \d{1,3}\ (?:of|/)\ \d{1,3}(?:\ photos)? | photos\ you\ should\ see.*
    | share(?:\ this)?(?:\ (?:article|story|on\ .{1,30}))?
    | click\ to\ (?:share|email|print)\ .{1,80}
    | (?:copy|get)\ (?:the\ )?link | print\ this\ (?:article|page) | skip\ (?:to|past)\ .{1,60}
    | (?:sign\ up|subscribe)\ (?:for|to)\ .{1,100}
      (?:newsletter|briefing|alerts|updates|inbox)\b.{0,40}
    | (?:follow|like|join)\ (?:us|.{1,40})\ on\s
      (?:twitter|facebook|x|instagram|telegram|whatsapp)\b.{0,60}
    | (?:most\ (?:read|popular|viewed)|recommended|related(?:\ (?:articles|stories|topics))?):?
    | (?:all\ )?comments(?:\ \(\d+\))? | leave\ a\ (?:comment|reply) | view\ comments
    )\.?""",
    re.IGNORECASE | re.VERBOSE,
)
_POINTER = re.compile(
    r"(?:read (?:more|also|next)|see also|related|more on this|watch|listen|must read|photos?|"
    r"gallery|in pictures|video|also read)\s?[:|»>–]\s?\S.{0,150}(?<![.!?\"”])",
    re.IGNORECASE,
)
_GALLERY = re.compile(r"\b(?:Hide|Show) Caption\b.{0,5}(?:\d{1,3} of \d{1,3})?", re.IGNORECASE)
_LONGEST_CAPTION = 600  # characters; a longer line with such words in it holds prose too
_WALL = re.compile(
    r"""(?:to\ )?(?:continue|keep)\ reading\b.{0,120}
    | (?:already\ a\ (?:subscriber|member)|have\ an\ account)\b.{0,80}
    | (?:subscribe|register|sign\ up|log\ in|sign\ in)\ (?:now\ |today\ )?(?:for|to|and|or)\ .{0,40}
      (?:read|access|continue|unlimited|full|\$|£|€|week|month|trial|subscription).{0,80}
    | this\ (?:article|content|story)\ is\ (?:only\ )?(?:available\ )?(?:for|to|reserved\ for)\s
      .{0,40}(?:subscribers|members).{0,40}
    | you\ have\ (?:reached|\d+)\ .{0,60}free\ articles?.{0,60}""",
    re.IGNORECASE | re.VERBOSE,
)


def article_lines(text: str) -> tuple[list[str], bool]:
    """Return the lines that are the article's, and whether a paywall's words stood among them."""
    kept, walled = [], False
    for line in (line.strip() for line in text.split("\n")):
        if _WALL.fullmatch(line):
            walled = True
        elif len(line) > _LONGEST_CAPTION:
            kept.append(" ".join(_GALLERY.sub(" ", line).split()))
        elif line and not is_apart(line):
            kept.append(line)
    return kept, walled


def is_apart(line: str) -> bool:
    """Whether a line is no part of an article."""
    return bool(_CONTROLS.fullmatch(line) or _POINTER.fullmatch(line) or _GALLERY.search(line))
