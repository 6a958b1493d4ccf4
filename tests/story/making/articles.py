"""One invented article as three kinds of file, for the tests that read them."""

HEAD = "Harbour wall to be mended by June"
STANDFIRST = "Council votes for the work after two storms"
BYLINE = "By Ann Example"
DATELINE = "Monday 3 May 2021 10:30 BST"
BODY = (
    "The council of Quillhaven will mend the harbour wall by June, its leader said on Monday, after"
    " two storms in the spring broke more than 40 metres of it.",
    "“We could not wait for a third one,” said Cora Lint, who leads the council. “The boats need"
    " shelter—and so do we.”",
    "The work will cost about £2m, according to a report that was seen by the Herald; a half of it"
    " comes from the state.",
)
CAPTION = "The wall at low tide. Photograph: Bo Test"
MORE = "Read more: the storm of March"
RIGHTS = "© 2021 The Test Herald. All rights reserved."

PLAIN = "\n\n".join((HEAD, STANDFIRST, BYLINE, DATELINE, *BODY[:2], CAPTION, MORE, BODY[2], RIGHTS))

MARKDOWN = f"""---
title: "{HEAD}"
author: Ann Example
date: 3 May 2021
source: The Test Herald
url: https://example.org/news/harbour-wall
---
# {HEAD}

**{STANDFIRST}**

{BYLINE}

{BODY[0].replace("more than 40 metres", "*more than* [40 metres](https://example.org/m)")}

> {BODY[1]}

![{CAPTION}](wall.jpg)

## What it costs

| Year | Cost |
|------|------|
| 2021 | £1.2m |

- {BODY[2]}
"""

PAGE = f"""<!DOCTYPE html>
<!-- saved from url=(0040)https://example.org/news/harbour-wall -->
<html lang="en-GB"><head><meta charset="utf-8"><title>{HEAD} | The Test Herald</title>
<meta property="og:site_name" content="The Test Herald"><meta name="author" content="Ann Example">
<meta property="article:published_time" content="2021-05-03T10:00:00Z">
<meta property="og:description" content="{STANDFIRST}"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>{HEAD}</h1><p class="standfirst">{STANDFIRST}</p>
<p class="byline">By <a href="/ann">Ann Example</a></p><time datetime="2021-05-03">3 May 2021</time>
<p>{BODY[0]}</p><figure><img src="x.jpg"><figcaption>{CAPTION}</figcaption></figure>
<p>{BODY[1]}</p><h2>What it costs</h2>
<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2021</td><td>£1.2m</td></tr></table>
<p>{BODY[2]}</p></article><p><a href="/more">{MORE}</a></p>
<footer><p>{RIGHTS}</p></footer></body></html>
"""
