using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys.Operating;

/// <summary>Two instances on one database behind a proxy that sends nobody to the same one twice.</summary>
public sealed class BehindARoundRobin(RunningApp app, TwoInstances instances) : Journey(app), IClassFixture<TwoInstances>
{
    // From the moment at which the page was asked for, in milliseconds.
    private const float MostUntilItIsSaid = 5_000;

    private const string Environment = "shop/development";
    private const string Flag = "dark_mode";

    /// <summary>What the servers logged belongs to a failure: the page tells no more than that there was one.</summary>
    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result is TestResult.Failed)
        {
            foreach (var failure in instances.One.Failures.Concat(instances.Other.Failures))
            {
                TestContext.Current.TestOutputHelper?.WriteLine(failure);
            }
        }

        await base.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhicheverInstanceAnswers_PagesOpenAndSave(bool turnsByConnection)
    {
        var flag = await SignInAsync(turnsByConnection);

        await flag.OpenSettingsAsync(Environment, Flag);
        await flag.DescribeAsync($"Saved behind a proxy, {turnsByConnection}.");
        await flag.OpenSettingsAsync(Environment, Flag);
        await Expect(flag.Description).ToHaveValueAsync($"Saved behind a proxy, {turnsByConnection}.");

        await flag.Page.CloseAsync();
        instances.One.Failures.Concat(instances.Other.Failures).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhenItsInstanceGoes_APageIsOpenedByTheOther_WithWhatWasTyped()
    {
        var flag = await SignInAsync();
        instances.Proxy.Ask(instances.Other);
        await flag.OpenSettingsAsync(Environment, Flag);
        await flag.Description.FillAsync("Typed on the one that went.");

        using (WhileTheServerIsAway())
        {
            instances.Proxy.Ask(instances.One);
            await instances.Other.StopAsync(Cancellation);
            await flag.TellsOfTheConnectionAsync("Put back as you left it: Description");
            await Expect(flag.Description).ToHaveValueAsync("Typed on the one that went.");
        }

        await flag.DescribeAsync("Saved by the one that stayed.");
        await flag.Page.CloseAsync();
        await instances.Other.StartAsync(Cancellation);
        instances.Proxy.Ask(instances.One, instances.Other);
    }

    [Fact]
    public async Task WhereNoWebSocketComesThrough_ThePageSaysSo_AndOpensAsSoonAsOneDoes()
    {
        var flag = await SignInAsync();
        instances.Proxy.KnowsNoWebSockets = true;

        using (WhileTheServerIsAway())
        {
            await flag.Page.GotoAsync(Environment + "/flags", new() { WaitUntil = WaitUntilState.Commit });
            var said = flag.Page.GetByRole(AriaRole.Status);
            await Expect(said).ToContainTextAsync("is refused on its way to the server.", new() { Timeout = MostUntilItIsSaid });
            await Expect(said).ToContainTextAsync("reload the page, or tell whoever runs this server");
            await Expect(said).ToContainTextAsync("pass on the headers Upgrade and Connection");
            instances.Proxy.KnowsNoWebSockets = false;
            await flag.IsShownAsync("Flags");
            await Expect(said.Filter(new() { HasText = "refused on its way" })).ToBeHiddenAsync();
        }

        await flag.Page.CloseAsync();
    }

    [Fact]
    public async Task WhereNoWebSocketComesThrough_AndOneInstanceAnswers_PagesGoOnWithout()
    {
        var flag = await SignInAsync();
        instances.Proxy.Ask(instances.One);
        instances.Proxy.KnowsNoWebSockets = true;

        using (WhileTheServerIsAway())
        {
            await flag.OpenSettingsAsync(Environment, Flag);
            await flag.DescribeAsync("Saved without WebSockets.");
            await flag.Page.CloseAsync();
        }

        instances.Proxy.KnowsNoWebSockets = false;
        instances.Proxy.Ask(instances.One, instances.Other);
    }

    private async Task<FlagScreen> SignInAsync(bool turnsByConnection = false)
    {
        Assert.SkipWhen(TestDatabase.PostgresServer is null, "TEST_POSTGRES names no server.");
        instances.Proxy.TurnsByConnection = turnsByConnection;
        var page = await NewWindowAsync(instances.Proxy);
        await new SignInScreen(page).SignInAsync(People.Email(Role.Administrator), People.Password);
        return new FlagScreen(page);
    }
}
