using ExperimentAdmin.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Catalogue;

/// <summary>
/// Every page in every state that people meet, in both themes and at two sizes: nothing sticks out, axe finds nothing,
/// and a picture is left for people to judge. In parts, which are looked at at the same time.
/// </summary>
public abstract class PageCatalogue(RunningApp app) : Journey(app)
{
    // E2E_PAGES=wizard,audit looks at the pages whose names begin so, for whoever works on some of them.
    private static readonly string[] s_wanted = (Environment.GetEnvironmentVariable("E2E_PAGES") ?? string.Empty).Split(',');

    private static TheoryData<string> Wanted(IReadOnlyDictionary<string, PageState> part)
        => [.. part.Keys.Where(name => s_wanted.Any(wanted => name.StartsWith(wanted, StringComparison.Ordinal)))];

    private async Task ShowAsync(PageState state)
    {
        var page = await VisitAsync(state.Role);
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

    public sealed class OfExperiments(RunningApp app) : PageCatalogue(app)
    {
        public static TheoryData<string> Names() => Wanted(PageStates.OfExperiments);

        [Theory(SkipTestWithoutData = true)] // Of E2E_PAGES it may have none.
        [MemberData(nameof(Names))]
        public Task IsFitToBeShown(string name) => ShowAsync(PageStates.OfExperiments[name]);
    }

    public sealed class OfFlagsAndSegments(RunningApp app) : PageCatalogue(app)
    {
        public static TheoryData<string> Names() => Wanted(PageStates.OfFlagsAndSegments);

        [Theory(SkipTestWithoutData = true)] // Of E2E_PAGES it may have none.
        [MemberData(nameof(Names))]
        public Task IsFitToBeShown(string name) => ShowAsync(PageStates.OfFlagsAndSegments[name]);
    }

    public sealed class OfAdministration(RunningApp app) : PageCatalogue(app)
    {
        public static TheoryData<string> Names() => Wanted(PageStates.OfAdministration);

        [Theory(SkipTestWithoutData = true)] // Of E2E_PAGES it may have none.
        [MemberData(nameof(Names))]
        public Task IsFitToBeShown(string name) => ShowAsync(PageStates.OfAdministration[name]);
    }
}
