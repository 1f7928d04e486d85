module cisdocker.io/cisdocker

go 1.23
