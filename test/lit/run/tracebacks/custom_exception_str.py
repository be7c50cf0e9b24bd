# exit: 1
class AppError(Exception):
    def __init__(self, code, detail):
        super().__init__(code, detail)
        self.code = code

    def __str__(self):
        return f"code={self.code}\nsecond line"


class Local:
    class Nested(AppError):
        pass


raise Local.Nested(42, "detail")
