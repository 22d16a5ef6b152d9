"""Token families: the forms of keys and tokens as their vendors publish them. One table an area; a comment names the
vendor's page that a form comes from. Least lengths are a little below the published ones, because vendors lengthen
their tokens and a wrong checksum or length must still be masked.
"""

from .clouds import CLOUDS
from .family import Family
from .forges import FORGES
from .models import MODELS
from .money import MONEY
from .services import SERVICES
from .stores import STORES

FAMILIES: tuple[Family, ...] = FORGES + CLOUDS + STORES + MODELS + SERVICES + MONEY
