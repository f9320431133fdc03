def joint_loss(x, y, alpha, data_range=1.0):
    mse = F.mse_loss(x, y)
    return alpha * mse + (1 - alpha) * (1 - ssim(x, y, data_range))

def literal(x, y, alpha, data_range=1.0):         # the slip: do not use
    # zh: 常见的笔误，不要用
    return alpha * F.mse_loss(x, y) + (1 - alpha) * ssim(x, y, data_range)

# A target of 32 × 32 stripes; pixels start as noise and are free to move.
# zh: 目标图是 32 × 32 的条纹；像素从噪声出发，可以自由移动。
rows, columns = torch.meshgrid(torch.arange(32), torch.arange(32), indexing="ij")
target = (((columns + 2 * rows) % 17) / 16).double()[None, None]

print("second term  alpha    SSIM     MSE")
for name, loss in ("1 - SSIM", joint_loss), ("SSIM", literal):
    for alpha in 0.16, 0.5, 0.84:
        torch.manual_seed(0)
        x = torch.rand_like(target).requires_grad_()
        adam = torch.optim.Adam([x], lr=0.02)
        for step in range(400):
            adam.zero_grad()
            loss(x, target, alpha).backward()
            adam.step()
        with torch.no_grad():
            s, m = ssim(x, target, 1.0).item(), F.mse_loss(x, target).item()
        print(f"{name:11}  {alpha:5.2f}  {s:6.3f}  {m:.4f}")
