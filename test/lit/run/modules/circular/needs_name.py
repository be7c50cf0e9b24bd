from provider import thing
