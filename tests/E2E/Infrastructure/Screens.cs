using System.Buffers.Binary;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Playwright;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>Pictures of a page for people to look at, in every size and theme that counts.</summary>
internal static class Screens
{
    private const int LaptopHeight = 900;
    private const int PhoneHeight = 844;

    // Axe looks once in each theme, and at one size in each: what it finds in one size it finds in the other. Of a state that is not the
    // normal one a look is enough, now in the one and now in the other. All are taken by ./test.sh --proof, for people who compare.
    private static readonly Look[] s_looks =
    [
        new(1440, LaptopHeight, ColorScheme.Light, Checked: true),
        new(1440, LaptopHeight, ColorScheme.Dark, Checked: false),
        new(390, PhoneHeight, ColorScheme.Light, Checked: false),
        new(390, PhoneHeight, ColorScheme.Dark, Checked: true),
    ];

    private static bool RenewReadmeImages
        => Environment.GetEnvironmentVariable("RENEW_README_IMAGES") is "1";

    /// <summary>
    /// Writes <c>artifacts/screens/{name}-{state}-{size}-{theme}.png</c>. Nothing may stick out at the side in any of
    /// them, and axe may find nothing.
    /// </summary>
    public static async Task TakeAsync(IPage page, string name, string state)
    {
        List<string> problems = [];
        var looks = s_looks.Where(look => look.Checked || Proof.IsInFull).ToList();
        foreach (var look in Proof.IsInFull || state is "normal" ? looks : [looks[(name.Length + state.Length) % looks.Count]])
        {
            await page.SetViewportSizeAsync(look.Width, look.Height);
            await page.EmulateMediaAsync(new() { ColorScheme = look.Theme });
            await TakeWholeAsync(page, Path.Join(Places.Screens, $"{name}-{state}-{look.Name}.png"));
            problems.AddRange((await StickingOutAsync(page)).Concat(look.Checked ? await Axe.ViolationsAsync(page) : [])
                .Select(problem => $"{look.Name}: {problem}"));
        }

        problems.ShouldBeEmpty(page.Url);
    }

    // From the top, so that the frame, which goes along, does not lie over the middle; but what is open stays where it is.
    private static async Task TakeWholeAsync(IPage page, string path)
    {
        await page.EvaluateAsync("() => document.querySelector('dialog[open], :popover-open') || scrollTo({ top: 0, behavior: 'instant' })");
        var options = new PageScreenshotOptions { Path = path, FullPage = true, Animations = ScreenshotAnimations.Disabled };
        var picture = await page.ScreenshotAsync(options);
        var size = await page.EvaluateAsync<int[]>("() => [innerWidth, Math.max(innerHeight, document.scrollingElement.scrollHeight)]");
        if (Number(picture, at: 16) != size[0] || Number(picture, at: 20) != size[1])
        {
            _ = await page.ScreenshotAsync(options); // The browser was still laying it out.
        }
    }

    // A PNG begins with its width and its height.
    private static int Number(byte[] picture, int at) => BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(at));

    /// <summary>Writes <c>docs/images/{name}.png</c>, but only when asked to (<c>RENEW_README_IMAGES=1</c>).</summary>
    public static async Task ForReadmeAsync(IPage page, string name)
    {
        if (RenewReadmeImages)
        {
            await page.ScreenshotAsync(new()
            {
                Path = Path.Join(Places.ReadmeImages, $"{name}.png"),
                Animations = ScreenshotAnimations.Disabled,
            });
        }
    }

    /// <summary>What makes the page wider than the window; nothing if it is not.</summary>
    public static async Task<IReadOnlyList<string>> StickingOutAsync(IPage page) => await page.EvaluateAsync<string[]>(
        """
        () => document.scrollingElement.scrollWidth <= innerWidth ? [] : [
          `the page is ${document.scrollingElement.scrollWidth} wide in a window of ${innerWidth}`,
          ...[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .slice(0, 5).map((one) => `sticks out: ${one.outerHTML.slice(0, 120)}`),
        ]
        """);

    private sealed record Look(int Width, int Height, ColorScheme Theme, bool Checked)
    {
        public string Name { get; } = $"{Width}x{Height}-{(Theme is ColorScheme.Dark ? "dark" : "light")}";
    }
}
