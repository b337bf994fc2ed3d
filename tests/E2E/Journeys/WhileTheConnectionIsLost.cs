using System.Diagnostics;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>A network that swallows everything or breaks: afterwards what is saved is what stands in the fields.</summary>
public sealed class WhileTheConnectionIsLost(RunningApp app) : Journey(app)
{
    private const string Hypothesis = "We believe that nothing gets lost.";

    // From the first thing that somebody does and that nobody answers, in milliseconds.
    private const float MostUntilItIsShown = 5_000;

    [Theory]
    [InlineData(6)]
    [InlineData(30)]
    public async Task WhatIsTyped_IsWhatIsSaved(int seconds)
    {
        var network = await NetworkAsync();
        var experiment = await OpenEditAsync(network);

        await SwallowingAsync(network, experiment, seconds, () => experiment.Rollout.TypeAsync("35"));

        await experiment.Rollout.EntersAsync("35");
        await experiment.Save.ClickAsync();
        await experiment.RolloutSaysAsync("35 % of identities enter.");
    }

    [Fact]
    public async Task WhatIsDragged_OrMovedByKeys_IsWhatIsSaved()
    {
        var network = await NetworkAsync();
        var experiment = await OpenEditAsync(network);

        await SwallowingAsync(network, experiment, 0, experiment.Rollout.DragToTheMiddleAsync);
        await experiment.Rollout.EntersAsync("50");
        await SwallowingAsync(network, experiment, 0, () => experiment.Rollout.Slider.PressAsync("PageUp"));
        await experiment.Rollout.EntersAsync("55");
        await SwallowingAsync(network, experiment, 0, () => experiment.Rollout.Divider("control", "big").PressAsync("Shift+ArrowLeft"));
        await experiment.Rollout.IsSplitAsync(("control", "45"), ("big", "55"), ("bigger", "0"));

        await experiment.Save.ClickAsync();
        await experiment.SaveAllTheSame.ClickAsync();
        await experiment.RolloutSaysAsync("55 % of identities enter.");
    }

    [Fact]
    public async Task APressThatNobodyHears_IsCarriedOutOnce()
    {
        var network = await NetworkAsync();
        var experiment = await OpenEditAsync(network);

        await SwallowingAsync(network, experiment, 6, async () =>
        {
            await experiment.Rollout.TypeAsync("35");
            await experiment.Save.ClickAsync();
            await experiment.Save.ClickAsync(); // Nothing happens, so they press again.
        });

        await experiment.RolloutSaysAsync("35 % of identities enter.");
        await experiment.TellsAsync("Saved: the rollout is at 35 %");
        await experiment.TellsOfTheConnectionAsync("What you typed and pressed meanwhile was sent.");
    }

    [Fact]
    public async Task InTheWizard_NothingIsLost()
    {
        var network = await NetworkAsync();
        var wizard = await new WizardScreen(await SignedInAsync(Role.ProductManager, network)).OpenAsync(App.NextPlayground().Development);
        await Expect(wizard.Flag("checkout_button")).ToBeVisibleAsync();

        await SwallowingAsync(network, wizard, 6, async () =>
        {
            await wizard.DescribeAsync("Over a silent network", Hypothesis);
            await wizard.ChooseFlagAsync("checkout_button");
            await wizard.Continue.ClickAsync();
        });
        await wizard.IsOnAsync("rollout");
        await wizard.Rollout.IsReadyAsync();
        await SwallowingAsync(network, wizard, 6, async () =>
        {
            await wizard.Rollout.DragToTheMiddleAsync();
            await wizard.Rollout.TypeShareAsync("big", "20");
        });
        await wizard.Rollout.EntersAsync("50");
        await wizard.Rollout.IsSplitAsync(("control", "40.01"), ("big", "20"), ("bigger", "39.99"));
        await wizard.ContinueToAsync("review");
        await wizard.SaysAsync("50 % of identities enter.");
    }

    [Fact]
    public async Task OfEveryKindOfField_TheServerGetsWhatStandsInIt()
    {
        var network = await NetworkAsync();
        var playground = App.NextPlayground();
        var page = await SignedInAsync(Role.Administrator, network);
        var segment = await new SegmentScreen(page).OpenNewAsync(playground.Development);
        await SwallowingAsync(network, segment, 0, async () =>
        {
            await segment.Name.FillAsync("Silent");
            await segment.MustHold(1).SelectOptionAsync("None");
            await segment.DemandAsync(1, "plan", "equals", "pro");
            await segment.Create.PressAsync("Enter");
        });
        await segment.IsShownAsync("Silent");
        await Expect(segment.Trait(1)).ToHaveValueAsync("plan");
        await Expect(segment.Value(1)).ToHaveValueAsync("pro");

        var flag = await new FlagScreen(page).OpenAsync(playground.Development, "checkout_button");
        await SwallowingAsync(network, flag, 0, async () =>
        {
            await flag.Enabled.UncheckAsync();
            await flag.ControlValue.FillAsync("plain");
            await flag.Share("big").FillAsync("40");
            await flag.Save.ClickAsync();
        });
        await flag.SaysAsync("Nothing is changed.");
        await page.ReloadAsync();
        await Expect(flag.Enabled).Not.ToBeCheckedAsync();
        await Expect(flag.ControlValue).ToHaveValueAsync("plain");
        await Expect(flag.Share("big")).ToHaveValueAsync("40");
    }

    [Fact]
    public async Task AConnectionThatBreaks_LosesNothingEither()
    {
        var network = await NetworkAsync();
        var experiment = await OpenEditAsync(network);

        using (WhileTheServerIsAway())
        {
            network.Swallow();
            await experiment.Rollout.TypeAsync("35");
            network.Break();
            await experiment.IsCutOffAsync(MostUntilItIsShown);
            network.Restore();
            await experiment.IsBackAsync();
        }

        await experiment.Rollout.EntersAsync("35");
        await experiment.Save.ClickAsync();
        await experiment.RolloutSaysAsync("35 % of identities enter.");
    }

    [Fact]
    public async Task APageThatTheServerKnowsNoMore_PutsBackWhatStoodInItsFields_AndSaysSo()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        var network = await NetworkAsync(server);
        var experiment = await OpenEditAsync(network, server);

        using (WhileTheServerIsAway())
        {
            network.Swallow();
            await experiment.Rollout.TypeAsync("35");
            await experiment.ReasonAsync("Typed into nothing.");
            await experiment.Save.ClickAsync();
            await experiment.IsCutOffAsync(MostUntilItIsShown);
            await server.RestartAsync(Cancellation);
            network.Restore();
            await experiment.TellsOfTheConnectionAsync("Put back as you left it: Rollout, in percent, Reason (optional).");
            await experiment.TellsOfTheConnectionAsync("Your press on “Save” got no answer.");
        }

        await experiment.Rollout.EntersAsync("35");
        await experiment.SaveAsync("35");
        await experiment.RolloutSaysAsync("35 % of identities enter.");
        await experiment.SaysAsync("Typed into nothing.");
        await experiment.Page.CloseAsync(); // Before the server goes.
    }

    // The network swallows what somebody does, and comes back after so many seconds, or as soon as the page says that it is away.
    private async Task SwallowingAsync(SilentProxy network, Screen screen, int seconds, Func<Task> act)
    {
        using var away = WhileTheServerIsAway();
        network.Swallow();
        var clock = Stopwatch.StartNew();
        await act();
        await screen.IsCutOffAsync(MostUntilItIsShown);
        var left = TimeSpan.FromSeconds(seconds) - clock.Elapsed;
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, Cancellation);
        network.Restore();
        await screen.IsBackAsync();
    }

    private async Task<ExperimentScreen> OpenEditAsync(SilentProxy network, AppServer? server = null)
    {
        var list = await new ExperimentsScreen(await SignedInAsync(Role.Support, network, server)).OpenAsync(App.NextPlayground().Production);
        var experiment = await list.OpenExperimentAsync(Playground.Running);
        await experiment.OpenRolloutAsync();
        await experiment.Rollout.IsReadyAsync();
        return experiment;
    }
}
