using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>Whatever keeps a page from opening, it says within five seconds what that is.</summary>
public sealed class WhenAPageDoesNotOpen(RunningApp app) : Journey(app)
{
    // From the moment at which the page was asked for, in milliseconds.
    private const float MostUntilItIsSaid = 5_000;

    [Theory]
    [InlineData(401, "does not know any more that you are signed in")]
    [InlineData(403, "Server:KnownProxies")]
    [InlineData(404, "leads nowhere")]
    [InlineData(503, "it answers with 503")]
    public async Task WhatTheServerAnswers_IsSaid(int status, string sentence)
        => await SaysAsync(sentence, async page =>
        {
            await page.RouteWebSocketAsync("**/_blazor*", socket => _ = socket.CloseAsync());
            await page.RouteAsync("**/_blazor/negotiate*", route => route.FulfillAsync(new() { Status = status }));
        });

    [Fact]
    public async Task ThatNobodyAnswers_IsSaid() => await SaysAsync("The server does not answer.", async page =>
    {
        await page.RouteWebSocketAsync("**/_blazor*", socket => _ = socket.CloseAsync());
        await page.RouteAsync("**/_blazor/negotiate*", route => route.AbortAsync());
    });

    [Fact]
    public async Task ThatWhatIsSaidIsSwallowed_IsSaid()
        => await SaysAsync("The server takes long to answer.", page => page.RouteWebSocketAsync("**/_blazor*", _ => { }));

    [Theory]
    [InlineData("**/_framework/blazor.web*.js", "A part of this page could not be loaded.")]
    [InlineData("**/js/connection*.js", "It takes longer than it should.")]
    [InlineData("**/js/opening*.js", "It takes longer than it should.")]
    public async Task ThatAScriptDidNotCome_IsSaid(string script, string sentence)
        => await SaysAsync(sentence, page => page.RouteAsync(script, route => route.AbortAsync()));

    private async Task SaysAsync(string sentence, Func<IPage, Task> arrange)
    {
        var page = await SignedInAsync(Role.Viewer);
        await arrange(page);
        using (WhileTheServerIsAway())
        {
            await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
            await Expect(page.Locator(".opening-trouble").GetByText(sentence)).ToBeVisibleAsync(new() { Timeout = MostUntilItIsSaid });
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reload the page", Exact = true })).ToBeVisibleAsync();
            await page.CloseAsync();
        }
    }
}
