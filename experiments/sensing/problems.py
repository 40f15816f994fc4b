"""What is said when a delivery is not taken: a kind for the device, and a sentence for whoever looks after it."""


class ProblemError(Exception):
    """`kind` ends the address of the problem's type; `detail` says what to do, in the reader's language."""

    def __init__(self, status: int, kind: str, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.kind, self.detail = status, kind, detail
        self.headers = headers
