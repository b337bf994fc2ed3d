using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>A product manager makes flag and experiment without leaving the wizard, and an application sees them.</summary>
public sealed partial class BeginningFromNothing(RunningApp app) : Journey(app)
{
    private const string Hypothesis = "We believe that people read more of what comes more often.";

    [Fact]
    public async Task AnEmptyProject_ToARunningExperiment()
    {
        var page = await SignedInAsync(Role.ProductManager);
        await page.GotoAsync(Playgrounds.Bare.Production);
        await page.GetByRole(AriaRole.Link, new() { Name = "Create the first experiment" }).ClickAsync();
        var wizard = await new WizardScreen(page).IsOpenedAsync();
        await wizard.DescribeAsync("More letters", Hypothesis);
        await wizard.FillInFlagAsync("newsletter", "never", ("weekly", "every week"), ("daily", "every day"));
        await wizard.CreateFlagAsync("newsletter");
        await wizard.ContinueToAsync("rollout");
        await wizard.Rollout.EnterAsync("50");
        await wizard.Rollout.EntersAsync("50");
        await wizard.Rollout.IsSplitAsync(("control", "33.34"), ("weekly", "33.33"), ("daily", "33.33"));
        await wizard.ContinueToAsync("review");
        var experiment = await wizard.CreateAndStartAsync("More letters", "50 % of identities");
        await experiment.IsAsync("Running");

        await page.GotoAsync($"{Playgrounds.Bare.Production}/settings/connect");
        var code = await page.GetByLabel("Code for curl").InnerTextAsync();
        (await ServedAsync(Key().Match(code).Groups["key"].Value)).ShouldBe(["every day", "every week", "never"], ignoreOrder: true);
    }

    [Fact]
    public async Task AHalfMadeFlag_IsThereAfterAnotherStep_AndAfterAReload_WhateverItsType()
    {
        var page = await SignedInAsync(Role.ProductManager);
        var wizard = await new WizardScreen(page).OpenAsync(App.NextPlayground().Development);
        await wizard.DescribeAsync("To and fro", Hypothesis);
        await wizard.Flag("checkout_button").CheckAsync();
        await wizard.ContinueToAsync("rollout");
        await page.GoBackAsync();
        await wizard.IsOnAsync("setup");
        await wizard.FillInFlagAsync("threshold", "x", ("high", "43"));
        await page.GetByLabel("Type of the value").ChooseAsync("Whole number");
        await wizard.NewFlag.GetByLabel("Control value").FillAsync("42");

        await page.GetByRole(AriaRole.Link, new() { Name = "Rollout" }).ClickAsync();
        await wizard.IsOnAsync("rollout");
        await page.GoBackAsync();
        await StandsAsync();
        await page.ReloadAsync();
        await StandsAsync();

        async Task StandsAsync()
        {
            await Assertions.Expect(wizard.NewFlag.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("threshold");
            await Assertions.Expect(wizard.NewFlag.GetByLabel("Control value")).ToHaveValueAsync("42");
            await Assertions.Expect(wizard.VariantValue(1)).ToHaveValueAsync("43");
        }
    }

    [Fact]
    public async Task AValueAsLongAsItMayBe_Arrives_AndALongerOneIsRefusedAtItsField()
    {
        var page = await SignedInAsync(Role.ProductManager);
        var flags = App.NextPlayground().Development;
        await page.GotoAsync($"{flags}/flags/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("long_one");
        await page.Locator("#field-initialValue").FillAsync(new string('ж', 20_001));
        await page.GetByRole(AriaRole.Button, new() { Name = "Create flag" }).ClickAsync();
        await Assertions.Expect(page.Locator("#field-initialValue-error")).ToBeVisibleAsync();
        await page.Locator("#field-initialValue").FillAsync(new string('ж', 20_000));
        await page.GetByRole(AriaRole.Button, new() { Name = "Create flag" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "long_one" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AFlagWithoutVariants_GetsThemOnTheWay_AndIsChosen()
    {
        var page = await SignedInAsync(Role.ProductManager);
        var wizard = await new WizardScreen(page).OpenAsync(App.NextPlayground().Development);
        await wizard.DescribeAsync("Darker", Hypothesis);
        await wizard.AddVariantAsync("Add variants to dark_mode", "dusk", "grey");
        await Assertions.Expect(wizard.Flag("dark_mode")).ToBeCheckedAsync();
        await wizard.AddVariantAsync("Add another variant to dark_mode", "night", "black");
        await wizard.SaysAsync("black");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add another variant to dark_mode" })).ToBeFocusedAsync();
        await wizard.ContinueToAsync("rollout");
        await wizard.Rollout.IsSplitAsync(("control", "33.34"), ("dusk", "33.33"), ("night", "33.33"));
    }

    // Enough of them that all three values are among theirs.
    private async Task<IReadOnlyCollection<string>> ServedAsync(string key)
    {
        using var application = new HttpClient { BaseAddress = (await App.Shared).Address };
        application.DefaultRequestHeaders.Add("X-Environment-Key", key);
        var values = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; number < 100; number++)
        {
            var answer = JsonNode.Parse(await application.GetStringAsync($"api/v1/identities/?identifier=user_{number}", Cancellation))!;
            _ = values.Add(answer["flags"]!.AsArray().Single()!["feature_state_value"]!.GetValue<string>());
        }

        return values;
    }

    [GeneratedRegex("X-Environment-Key: (?<key>[^\"']+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Key();
}
