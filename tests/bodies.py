"""What tests of bodies share."""

# Abbreviations of the content folder that bodies are made in.
GLOSSARY = {
    "CCHC": "cải cách hành chính",
    "TTHC": "thủ tục hành chính",
    "UBND": "Ủy ban nhân dân",
    "TT&TT": "thông tin và truyền thông",
}
