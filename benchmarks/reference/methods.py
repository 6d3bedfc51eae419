"""PatchCore three ways behind one face: a plain reference, anomalib's own modules, and the authors' steps (official.py)."""

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from scipy.ndimage import gaussian_filter
from torchvision.transforms.v2 import Resize

import official


def greedy(embedding, size, seed):
    """Exact greedy k-center in the full space: indices and cover radius. The first vector is drawn by the seed."""
    squares = (embedding * embedding).sum(1)
    nearest = torch.full((len(embedding),), torch.inf)
    chosen = [int(np.random.default_rng(seed).integers(len(embedding)))]
    while True:
        centre = chosen[-1]
        nearest = torch.minimum(nearest, (squares - 2 * (embedding @ embedding[centre]) + squares[centre]).clamp(min=0))
        nearest[centre] = 0
        farthest = int(nearest.argmax())
        if len(chosen) == size:
            return chosen, float(nearest[farthest].sqrt())
        chosen.append(farthest)


class Plain:
    """Whole picture, mean over 3×3, exact greedy bank, maximum patch distance, bilinear map."""

    size = 256

    def pixels(self, image, size):
        values = np.asarray(image.resize((size, size), Image.Resampling.BILINEAR), dtype=np.float32) / 255
        return torch.from_numpy(values).permute(2, 0, 1)

    def embed(self, features):
        grid = features[0].shape[-2:]
        pooled = [F.avg_pool2d(feature, 3, 1, 1) for feature in features]
        joined = torch.cat([F.interpolate(p, size=grid, mode="bilinear", align_corners=False) for p in pooled], 1)
        return joined[0].flatten(1).T.contiguous()

    def choose(self, embedding, size, seed):
        chosen, radius = greedy(embedding, size, seed)
        return embedding[chosen], radius

    def prepare(self, bank):
        self.bank = bank

    def score(self, embedding, grid, size):
        distances = torch.cdist(embedding, self.bank).amin(1)
        enlarged = F.interpolate(distances.reshape(1, 1, *grid), size=(size, size), mode="bilinear", align_corners=False)
        return float(distances.max()), gaussian_filter(enlarged[0, 0].numpy(), 4, mode="mirror")

    def seen(self, width, height, size):
        """Left, top, right and bottom of what is looked at, in the picture's pixels."""
        return 0, 0, width, height


class Anomalib(Plain):
    """anomalib's modules around the same backbone."""

    def __init__(self):
        from anomalib.models.image.patchcore.torch_model import PatchcoreModel

        # its own backbone stays without weights and unused
        self.model = PatchcoreModel(layers=["layer2", "layer3"], backbone="resnet18", pre_trained=False).eval()

    def pixels(self, image, size):
        values = torch.from_numpy(np.array(image)).permute(2, 0, 1).float() / 255
        return Resize((size, size), antialias=True)(values)

    def embed(self, features):
        self.model.layers = [str(i) for i in range(len(features))]
        pooled = {str(i): self.model.feature_pooler(feature) for i, feature in enumerate(features)}
        return self.model.reshape_embedding(self.model.generate_embedding(pooled)).contiguous()

    def choose(self, embedding, size, seed):
        from anomalib.models.components import KCenterGreedy

        torch.manual_seed(seed)
        np.random.seed(seed)
        sampler = KCenterGreedy(embedding, sampling_ratio=(size + 0.5) / len(embedding))
        bank = embedding[sampler.select_coreset_idxs()]
        return bank, max(float(torch.cdist(part, bank).amin(1).max()) for part in embedding.split(4096))

    def prepare(self, bank):
        self.model.memory_bank = bank

    def score(self, embedding, grid, size):
        distances, places = self.model.nearest_neighbors(embedding, 1)
        score = self.model.compute_anomaly_score(distances.reshape(1, -1), places.reshape(1, -1), embedding)
        values = self.model.anomaly_map_generator(distances.reshape(1, 1, *grid), (size, size))
        return float(score[0]), values[0, 0].numpy()


class Official(Plain):
    """The authors' steps, with an exact bank."""

    size = 224

    def pixels(self, image, size):
        return official.pixels(image, size)

    def embed(self, features):
        return official.embed(features)

    def prepare(self, bank):
        self.index = official.index(bank.numpy())

    def score(self, embedding, grid, size):
        return official.score(self.index, embedding.numpy(), grid, size)

    def seen(self, width, height, size):
        scale = official.crop_from(size) / min(width, height)
        columns, rows = int(width * scale + 1e-9), int(height * scale + 1e-9)
        left, top = int(round((columns - size) / 2.0)), int(round((rows - size) / 2.0))
        across, down = width / columns, height / rows
        return tuple(round(v) for v in (left * across, top * down, (left + size) * across, (top + size) * down))


METHODS = {"plain": Plain, "anomalib": Anomalib, "official": Official}
