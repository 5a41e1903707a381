"""A copy that needs a passphrase: the age format, readable by any tool that knows it, by the optional package pyrage.

The passphrase is made into a key by scrypt, which takes a second or two by design: once for each copy.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from coach.base.failures import Failure

MARK = b"age-encryption.org/"


def is_sealed(raw: bytes) -> bool:
    """Whether these bytes are an encrypted copy."""
    return raw.startswith(MARK)


def check() -> None:
    """Raise Failure `no-encryption` where the package is missing."""
    _pyrage()


def seal(raw: bytes, passphrase: str) -> bytes:
    """`raw`, readable only with the passphrase. Raises Failure `no-encryption`."""
    sealed: bytes = _pyrage().passphrase.encrypt(raw, passphrase)
    return sealed


def unseal(raw: bytes, passphrase: str, name: str) -> bytes:
    """What `seal` was given. Raises Failure `no-encryption`, or `wrong-passphrase` (for damage too: it cannot be told
    apart), naming the copy `name`."""
    pyrage = _pyrage()
    try:
        opened: bytes = pyrage.passphrase.decrypt(raw, passphrase)
    except pyrage.DecryptError:
        raise Failure("wrong-passphrase", path=name) from None
    return opened


def _pyrage() -> ModuleType:
    try:
        return import_module("pyrage")
    except ImportError:
        raise Failure("no-encryption") from None
