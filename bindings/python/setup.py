"""The extension module; everything else is in pyproject.toml."""

from setuptools import setup

setup(cffi_modules=["native/build.py:builder"])
