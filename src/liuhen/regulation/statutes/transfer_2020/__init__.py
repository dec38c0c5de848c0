"""行政执法机关移送涉嫌犯罪案件的规定: how a suspected crime goes to the police, in the versions of 2001 and 2020."""
