"""The base of every form: text comes out clean, bad text is refused at its field.

What a form asks for is in its room. The rules of the domain are in the domain: what it refuses is
shown at the fields by `Form.show`.
"""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, PasswordField, StringField
from wtforms.fields.core import UnboundField
from wtforms.validators import StopValidation

from pledge_site.kernel import text
from pledge_site.kernel.refusals import Invalid
from pledge_site.web.edge.sentences import fault_words


def _clean(value: Any) -> Any:
    return text.clean(value) if isinstance(value, str) else value


def _acceptable(_form: Any, field: Field) -> None:
    """Refuse a text that holds what can't be shown or what misleads."""
    found = text.fault(field.data) if isinstance(field.data, str) else None
    if found:
        raise StopValidation(fault_words(found))


class Form(FlaskForm):
    """A form whose text fields are brought to NFC, and which can show what the domain refuses."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: UnboundField, options: Any) -> Any:
            """Give every text field its cleaning and its check; a password stays as typed."""
            field = super().bind_field(form, unbound_field, options)
            if isinstance(field, StringField):
                if not isinstance(field, PasswordField):
                    field.filters = [*field.filters, _clean]
                field.validators = (_acceptable, *field.validators)
            return field

    def show(self, refusal: Invalid) -> None:
        """Put what the domain refused at the fields it names; the rest at the form itself."""
        for name, codes in refusal.faults.items():
            sentences = [fault_words(code) for code in codes]
            if name in self._fields:
                field = self._fields[name]
                field.errors = [*field.errors, *sentences]
            else:
                self.form_errors.extend(sentences)
