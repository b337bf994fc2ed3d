using System.Diagnostics;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using ExperimentAdmin.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>A network that swallows everything or breaks: afterwards what is saved is what stands in the fields.</summary>
public sealed class WhileTheConnectionIsLost(RunningApp app) : Journey(app)
{
    private const string Hypothesis = "We believe that nothing gets lost.";

    // From the first thing that somebody does and that nobody answers, in milliseconds.
    private const float MostUntilItIsShown = 5_000;

    // In seconds: until it is shown, and for as long as a train is in a tunnel.
    public static TheoryData<int> Silences => Proof.IsInFull ? [6, 30] : [6];

    [Theory]
    [MemberData(nameof(Silences))]
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
    public async Task AFormThatIsSentWithoutAConnection_SaysThatNobodyAnswers_AndKeepsWhatWasTyped()
    {
        var network = await NetworkAsync();
        var account = new AccountScreen(await SignedInAsync(Role.Administrator, network));
        await account.OpenAsync();
        await account.Name.FillAsync("  "); // Which is refused: others need the name as it is.

        network.Swallow();
        (await account.SavesNameInVainAsync(MostUntilItIsShown))
            .ShouldBe("The server does not answer. What you typed stays here; press the button again when it is back. [  ]");
        network.Restore();
        await account.PressAgainAsync();

        await account.RefusesNameAsync();
        await account.TellsNothingOfTheConnectionAsync();
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

    private async Task<ExperimentScreen> OpenEditAsync(SilentProxy network)
    {
        var list = new ExperimentsScreen(await SignedInAsync(Role.Support, network));
        return await list.OpenEditAsync(App.NextPlayground());
    }
}
