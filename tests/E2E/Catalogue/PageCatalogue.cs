using ExperimentAdmin.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Catalogue;

/// <summary>
/// Every page in every state that people meet, in both themes and at two sizes: nothing sticks out, axe finds nothing,
/// and a picture is left for people to judge.
/// </summary>
public sealed class PageCatalogue(RunningApp app) : Journey(app)
{
    // E2E_PAGES=wizard,audit looks at the pages whose names begin so, for whoever works on some of them.
    private static readonly string[] s_wanted = (Environment.GetEnvironmentVariable("E2E_PAGES") ?? string.Empty).Split(',');

    protected override bool IsTraced => false; // Its pictures tell more.

    public static TheoryData<string> Names() => [.. PageStates.All.Keys.Where(name => s_wanted.Any(wanted => name.StartsWith(wanted, StringComparison.Ordinal)))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task IsFitToBeShown(string name)
    {
        var state = PageStates.All[name];
        var server = await App.Exhibition;
        var page = state.Role is { } role ? await SignedInAsync(role, server) : await NewWindowAsync(server);
        if (state.Expected is { } complaint)
        {
            Expecting(complaint);
        }

        await page.GotoAsync(state.Address);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(state.Title);
        if (state.Enter is { } enter)
        {
            await enter(page);
        }

        if (state.ReadmeImage is { } image)
        {
            await Screens.ForReadmeAsync(page, image);
        }

        await Screens.TakeAsync(page, state.Page, state.State);
    }
}
