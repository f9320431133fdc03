def joint_loss(x, y, alpha, data_range=1.0):
    mse = F.mse_loss(x, y)
    return alpha * mse + (1 - alpha) * (1 - ssim(x, y, data_range))

def literal(x, y, alpha, data_range=1.0):         # the slip: do not use
    # zh: 常见的笔误，不要用
    return alpha * F.mse_loss(x, y) + (1 - alpha) * ssim(x, y, data_range)

target = F.avg_pool2d(a, 2)                       # (1, 1, 64, 64)
print("                 alpha    SSIM     MSE")
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
                x.clamp_(0, 1)
        with torch.no_grad():
            s, m = ssim(x, target, 1.0), F.mse_loss(x, target)
        print(f"with {name:8}    {alpha:4.2f}  {s:6.3f}  {m:.4f}")
