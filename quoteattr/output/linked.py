"""Names for documents and their parts in linked data (JSON-LD).

Linked data needs an IRI for everything that is talked about.  A document's is its file name, made fit to be an IRI
reference: relative to where the JSON is published, like a link on a page.  Its parts have that and a fragment.
"""

from urllib.parse import quote

KEPT = "/:@!$&'()*+,;=~"  # characters an IRI's path may have; letters, digits and "-._" go without saying


def iri(name: str) -> str:
    """Return an IRI reference for a file or an id; one that is an address stays as it is.

    >>> iri("my article.txt"), iri("https://example.org/?id=7"), iri("a:b")
    ('my%20article.txt', 'https://example.org/?id=7', './a:b')
    """
    if name.startswith(("https://", "http://", "urn:")):
        return quote(name, safe=KEPT + "?#%[]", errors="surrogatepass")
    path = quote(name, safe=KEPT, errors="surrogatepass")
    return f"./{path}" if ":" in path.split("/")[0] else path


def part(name: str, kind: str, which: object) -> str:
    """Return the IRI of a part of a document.

    >>> part("a.txt", "quote", 3)
    'a.txt#quote-3'
    """
    return f"{iri(name).partition('#')[0]}#{kind}-{quote(str(which), safe='', errors='surrogatepass')}"
