other = torch.rand(a.shape, generator=torch.Generator().manual_seed(1), dtype=a.dtype)
for data_range in 1.0, 2.0, 255.0:                # pixels are in 0…1
    # zh: 像素在 0…1 之间
    print(f"photograph against noise, R = {data_range:5.0f}: "
          f"SSIM {ssim(a, other, data_range):.3f}")
