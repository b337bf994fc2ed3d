using Microsoft.Playwright;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>Pictures of a page for people to look at, in every size and theme that counts.</summary>
internal static class Screens
{
    private static readonly (int Width, int Height)[] s_sizes = [(1440, 900), (390, 844)];

    private static readonly (string Name, ColorScheme Scheme)[] s_themes =
        [("light", ColorScheme.Light), ("dark", ColorScheme.Dark)];

    private static bool RenewReadmeImages
        => Environment.GetEnvironmentVariable("RENEW_README_IMAGES") is "1";

    /// <summary>
    /// Writes <c>artifacts/screens/{name}-{state}-{size}-{theme}.png</c>, and leaves the page large and light. What is
    /// passed as <paramref name="check"/> runs on each of them before its picture is taken.
    /// </summary>
    public static async Task TakeAsync(IPage page, string name, string state, Func<IPage, Task>? check = null)
    {
        foreach (var (width, height) in s_sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var (theme, scheme) in s_themes)
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                if (check is not null)
                {
                    await check(page);
                }

                await ShootAsync(page, Path.Join(Places.Screens, $"{name}-{state}-{width}x{height}-{theme}.png"));
            }
        }

        await page.SetViewportSizeAsync(s_sizes[0].Width, s_sizes[0].Height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    /// <summary>Writes <c>docs/images/{name}.png</c>, but only when asked to (<c>RENEW_README_IMAGES=1</c>).</summary>
    public static async Task ForReadmeAsync(IPage page, string name)
    {
        if (RenewReadmeImages)
        {
            await ShootAsync(page, Path.Join(Places.ReadmeImages, $"{name}.png"));
        }
    }

    private static Task ShootAsync(IPage page, string file)
        => page.ScreenshotAsync(new() { Path = file, Animations = ScreenshotAnimations.Disabled });
}
