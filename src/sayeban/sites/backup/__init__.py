"""Backups that are proved by restoring them (promises.md R15, P4).

refusals   why a backup cannot be made, read or restored
vault      age: the key, streams and archives that only its holder opens
repository what lies in the folder of backups, and which of it is whole
server     PostgreSQL's own programs: base backup, journal, slot
content    count and hash of each table at one point of the journal
stored     files of the home: documents, uploads, keys
making     one backup, from the first byte to its name
recovering a data folder from backups, brought up to a point of the journal
restoring  a whole home out of backups, and the rehearsal of it
"""
