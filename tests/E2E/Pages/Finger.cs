using Microsoft.Playwright;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>A finger on the glass, as the browser hears of it from the device: it may turn what it feels into scrolling.</summary>
public sealed class Finger(IPage page)
{
    private const int Steps = 10;

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
