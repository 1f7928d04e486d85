module cisdocker.io/plugin

go 1.23

require cisdocker.io/cisdocker v0.0.0

replace cisdocker.io/cisdocker => ../../bindings/go
