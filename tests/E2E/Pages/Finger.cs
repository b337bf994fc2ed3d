using Microsoft.Playwright;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>A finger on the glass, as the browser hears of it from the device: it may turn what it feels into scrolling.</summary>
public sealed class Finger(IPage page)
{
    private const int Steps = 10;

    /// <summary>Touches an element for a moment, however long the page takes to hear of it: a finger that waits for that presses for long, which is no click.</summary>
    public async Task TapAsync(ILocator element)
    {
        await element.ScrollIntoViewIfNeededAsync();
        var box = (await element.BoundingBoxAsync())!;
        var glass = await page.Context.NewCDPSessionAsync(page);
        var points = new[] { new { x = box.X + (box.Width / 2), y = box.Y + (box.Height / 2) } };
        var down = glass.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchStart", ["touchPoints"] = points });
        var up = glass.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
        await Task.WhenAll(down, up);
        await glass.DetachAsync();
    }

    /// <summary>Puts the finger down, moves it and lifts it. Fingers do not move straight: it drifts a little on its way.</summary>
    public async Task DragAsync((float X, float Y) from, (float X, float Y) to)
    {
        const float Drift = 6;
        var glass = await page.Context.NewCDPSessionAsync(page);
        await TouchAsync("touchStart", from.X, from.Y);
        for (var step = 1; step <= Steps; step++)
        {
            var way = (float)step / Steps;
            await TouchAsync("touchMove", from.X + ((to.X - from.X) * way), from.Y + ((to.Y - from.Y) * way) + (step < Steps ? Drift * way : 0));
        }

        await glass.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
        await glass.DetachAsync();

        Task TouchAsync(string type, float x, float y)
            => glass.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = new[] { new { x, y } } });
    }
}
