using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>
/// The connection is lost, and the server knows the page no more when it is back: what nobody heard is put back or told, and what
/// was saved meanwhile stays.
/// </summary>
public sealed class WhenAPageIsLoadedAnew(RunningApp app) : Journey(app)
{
    // From the first thing that somebody does and that nobody answers, in milliseconds.
    private const float MostUntilItIsShown = 5_000;

    [Fact]
    public async Task WhatStoodInItsFields_IsPutBackAndNamed()
    {
        await using var server = await StartAsync();
        var network = await NetworkAsync(server);
        var experiment = await OpenEditAsync(network, server, App.NextPlayground());

        using (WhileTheServerIsAway())
        {
            await LoseAsync(network, experiment, async () =>
            {
                await experiment.Rollout.TypeAsync("35");
                await experiment.ReasonAsync("Typed into nothing.");
                await experiment.Save.ClickAsync();
            });
            await ComeBackAsync(network, server);
            await experiment.TellsOfTheConnectionAsync("Put back as you left it: Rollout, in percent, Reason (optional).");
            await experiment.TellsOfTheConnectionAsync("Your press on “Save” got no answer.");
        }

        await experiment.Rollout.EntersAsync("35");
        await experiment.SaveAsync("35");
        await experiment.RolloutSaysAsync("35 % of identities enter.");
        await experiment.SaysAsync("Typed into nothing.");
        await experiment.Page.CloseAsync(); // Before the server goes.
    }

    [Fact]
    public async Task WhatWasMoved_IsPutBackAndNamed()
    {
        await using var server = await StartAsync();
        var network = await NetworkAsync(server);
        var experiment = await OpenEditAsync(network, server, App.NextPlayground());

        using (WhileTheServerIsAway())
        {
            await LoseAsync(network, experiment, async () =>
            {
                await experiment.Rollout.Slider.PressAsync("PageUp");
                await experiment.Rollout.DragDividerAsync("control", "big", 45);
            });
            await ComeBackAsync(network, server);
            await experiment.TellsOfTheConnectionAsync("Put back as you left it: Rollout, Divider between control and big.");
        }

        await experiment.Rollout.EntersAsync("25");
        await experiment.Rollout.IsSplitAsync(("control", "45"), ("big", "55"), ("bigger", "0"));
        await experiment.Page.CloseAsync();
    }

    [Theory]
    [InlineData("restoreForm")]
    [InlineData("keepForm")]
    [InlineData("forgetForm")]
    public async Task AFormThatIsGoneByThen_BreaksNoPage(string function)
    {
        var page = await SignedInAsync(Role.ProductManager);
        await page.GotoAsync("/");

        // What a reference of the server to an element becomes that was taken off the page while the call was on its way.
        var answer = await page.EvaluateAsync<int?>($"async () => (await import(new URL('js/ui.js', document.baseURI))).{function}(null) ?? null");

        answer.ShouldBeNull();
    }

    [Fact]
    public async Task WhatOthersSavedMeanwhile_IsNotReplacedUnseen()
    {
        await using var server = await StartAsync();
        var network = await NetworkAsync(server);
        var playground = App.NextPlayground();
        var experiment = await OpenEditAsync(network, server, playground);

        using (WhileTheServerIsAway())
        {
            await LoseAsync(network, experiment, async () =>
            {
                await experiment.Rollout.TypeAsync("35");
                await experiment.Rollout.Divider("control", "big").PressAsync("Shift+ArrowLeft");
            });
            var other = await new ExperimentsScreen(await SignedInAsync(Role.ProductManager, server)).OpenEditAsync(playground);
            await other.Rollout.EnterAsync("50");
            await other.SaveAsync("50");
            await other.RolloutSaysAsync("50 % of identities enter.");
            await other.Page.CloseAsync();
            await ComeBackAsync(network, server);
            await experiment.TellsOfTheConnectionAsync("this could not be put back: Rollout, in percent (it said “35”), Divider between control and big (it was at 45 %).");
        }

        await experiment.Rollout.EntersAsync("50");
        await experiment.Rollout.IsSplitAsync(("control", "50"), ("big", "50"), ("bigger", "0"));
        await experiment.Page.CloseAsync();
    }

    [Fact]
    public async Task WhatWasSavedBefore_IsNotPutBackOverWhatOthersMadeOfIt()
    {
        await using var server = await StartAsync();
        var network = await NetworkAsync(server);
        var playground = App.NextPlayground();
        var flag = new FlagScreen(await SignedInAsync(Role.Administrator, network, server));
        await flag.OpenSettingsAsync(playground.Development, "dark_mode");
        await flag.DescribeAsync("Mine.");

        using (WhileTheServerIsAway())
        {
            await LoseAsync(network, flag, () => flag.EnabledFromTheStart.CheckAsync());
            var other = new FlagScreen(await SignedInAsync(Role.Administrator, server));
            await other.OpenSettingsAsync(playground.Development, "dark_mode");
            await other.DescribeAsync("Theirs.");
            await other.Page.CloseAsync();
            await ComeBackAsync(network, server);
            await flag.TellsOfTheConnectionAsync("Put back as you left it: Enabled from the start.");
        }

        await Expect(flag.Description).ToHaveValueAsync("Theirs.");
        await flag.Page.CloseAsync();
    }

    [Fact]
    public async Task WhatWasTypedOnThePageBefore_StaysOutOfTheNextOne_AndStandsWhereItWasTyped()
    {
        await using var server = await StartAsync();
        var network = await NetworkAsync(server);
        var segment = await CreateSegmentAsync(network, server);

        using (WhileTheServerIsAway())
        {
            await LoseAsync(network, segment, async () =>
            {
                await segment.Name.FillAsync("Night owls");
                await segment.Page.GoBackAsync(); // To the form of a new one, which nobody sends.
                await segment.Description.FillAsync("Up late.");
            });
            await ComeBackAsync(network, server);
            await segment.IsShownAsync("New segment");
            await segment.TellsOfTheConnectionAsync("this could not be put back: Name (it said “Night owls”), Description (optional) (it said “Up late.”).");
        }

        await Expect(segment.Name).ToHaveValueAsync(string.Empty);
        await Expect(segment.Description).ToHaveValueAsync(string.Empty);
        await segment.Page.GoForwardAsync();
        await segment.IsShownAsync("Owls");
        await Expect(segment.Name).ToHaveValueAsync("Night owls");
        await Expect(segment.Description).ToHaveValueAsync("Up late.");
        await segment.Page.CloseAsync();
    }

    private static async Task<AppServer> StartAsync()
    {
        var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        return server;
    }

    // The network swallows what somebody does, and the page says that it is away.
    private static async Task LoseAsync(SilentProxy network, Screen screen, Func<Task> act)
    {
        network.Swallow();
        await act();
        await screen.IsCutOffAsync(MostUntilItIsShown);
    }

    private static async Task ComeBackAsync(SilentProxy network, AppServer server)
    {
        await server.RestartAsync(Cancellation);
        network.Restore();
    }

    private async Task<ExperimentScreen> OpenEditAsync(SilentProxy network, AppServer server, Playground playground)
        => await new ExperimentsScreen(await SignedInAsync(Role.Support, network, server)).OpenEditAsync(playground);

    private async Task<SegmentScreen> CreateSegmentAsync(SilentProxy network, AppServer server)
    {
        var segment = new SegmentScreen(await SignedInAsync(Role.Administrator, network, server));
        await segment.OpenNewAsync(App.NextPlayground().Development);
        await segment.Name.FillAsync("Owls");
        await segment.DemandAsync(1, "plan", "equals", "pro");
        await segment.Create.ClickAsync();
        return await segment.IsShownAsync("Owls");
    }
}
