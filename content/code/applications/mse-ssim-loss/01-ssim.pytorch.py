import torch
import torch.nn.functional as F

def gaussian_window(size=11, sigma=1.5):
    k = torch.arange(size, dtype=torch.float64) - (size - 1) / 2
    g = torch.exp(-k**2 / (2 * sigma**2))
    g = g / g.sum()
    return torch.outer(g, g)[None, None]          # (1, 1, 11, 11)

def ssim(x, y, data_range):
    """Mean SSIM of x and y, (N, 1, H, W); 1 for equal images."""
    w = gaussian_window().to(x)
    c1, c2 = (0.01 * data_range) ** 2, (0.03 * data_range) ** 2
    mean = lambda z: F.conv2d(z, w)               # windows that fit, no padding
    # zh: 只取放得下的窗口，不补零
    mx, my = mean(x), mean(y)
    vx, vy = mean(x * x) - mx**2, mean(y * y) - my**2
    cov = mean(x * y) - mx * my
    s = ((2 * mx * my + c1) * (2 * cov + c2)
         / ((mx**2 + my**2 + c1) * (vx + vy + c2)))
    return s.mean()

from skimage import data
from skimage.metrics import structural_similarity

a = torch.tensor(data.camera()[::4, ::4] / 255.0)[None, None]
noise = torch.randn(a.shape, generator=torch.Generator().manual_seed(0), dtype=a.dtype)
b = (a + 0.1 * noise).clamp(0, 1)

own = ssim(a, b, data_range=1.0).item()
reference = structural_similarity(
    a[0, 0].numpy(), b[0, 0].numpy(), data_range=1.0,
    gaussian_weights=True, sigma=1.5, use_sample_covariance=False)
default = structural_similarity(a[0, 0].numpy(), b[0, 0].numpy(), data_range=1.0)
print(f"own code                {own:.6f}")
print(f"scikit-image, Gaussian  {reference:.6f}")
print(f"scikit-image, default   {default:.6f}")
assert abs(own - reference) < 1e-6
