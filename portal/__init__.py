"""What two or more features share: values, Vietnamese text, the ports of a build.

Knows no Pelican, no web framework, no template engine and no feature (tested by the import contracts).
"""
