"""How fast, how large: ``python -m quoteattr.benchmark`` measures on this machine what docs/performance.md claims.

Files, in the order in which they are used: `texts` (what is measured on; `made` makes news items where there are
none), `figures` (a table of figures and its three outputs), `stages`, `fresh` (whatever needs a process of its own:
import, first call, memory), `growth`, `hostile`, `load`, `against`.

Times are CPU times, best of several, since a clock also measures what else a machine does.  Speeds are given in
token passes too: how many times longer than cutting the same text into tokens with one regular expression takes in
the same run.  That ratio is about the same on a slow machine as on a fast one.
"""
