"""The procedures 程序, one file each; the Book walks this folder."""
