"""Forms to files: the official form as xlsx, docx, html and csv.

What is written is handed in as plain data (:mod:`jixiao.documents.write.model`): a form, and
for a scored one its scores with their sentences.  Nothing here computes a score or loads a rule set.
"""
