using System.Text.RegularExpressions;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys.Operating;

/// <summary>From an empty database to a started experiment, with nothing that was there before.</summary>
public sealed partial class SettingUp(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task FromThePrintedLink_ToAStartedExperiment()
    {
        await using var server = new AppServer();
        await server.StartAsync(Cancellation);
        var page = await NewWindowAsync(server);
        var link = new Uri(await server.SaidAsync(Link(), Cancellation));

        var setUp = await new SetUpScreen(page).OpenAsync(link);
        await setUp.FillAsync("Ada First", "ada@bakery.example", "a few words in a row", "Bakery");
        await setUp.SubmitAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Bakery in");
        var environment = page.Url.TrimEnd('/');

        await page.GotoAsync($"{environment}/flags/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("bread");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add variant" }).ClickAsync();
        var variant = page.GetByRole(AriaRole.Group, new() { Name = "Variant 1" });
        await variant.GetByLabel("Key").FillAsync("rye");
        await variant.GetByLabel("Value").FillAsync("rye");
        await page.GetByLabel("Control value").FillAsync("wheat");
        await page.GetByLabel("Enabled from the start").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create flag" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("bread");

        var wizard = await new WizardScreen(page).OpenAsync(environment);
        await wizard.DescribeAsync("Rye for a change", "We believe that rye sells better because people ask for it.");
        await wizard.ChooseFlagAsync("bread");
        await wizard.ContinueToAsync("rollout");
        await wizard.Rollout.EnterAsync("25");
        await wizard.ContinueToAsync("review");
        var experiment = await wizard.CreateAndStartAsync("Rye for a change", "25 % of identities");
        await experiment.IsAsync("Running");

        // The link worked once.
        await page.GotoAsync(link.ToString());
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        server.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task ARefusedEnvironment_IsMarked_AndNoOther()
    {
        await using var server = new AppServer();
        await server.StartAsync(Cancellation);
        var page = await NewWindowAsync(server);
        var setUp = await new SetUpScreen(page).OpenAsync(new Uri(await server.SaidAsync(Link(), Cancellation)));
        await setUp.FillAsync("Ada First", "ada@bakery.example", "a few words in a row", "Bakery");
        var names = page.Locator("input[name^='Form.Environments'][name$='.Name']");
        await names.Nth(0).FillAsync(string.Empty);
        await names.Nth(2).FillAsync("Sta\u200Bging");

        await setUp.SubmitAsync();

        await Expect(names.Nth(2)).ToHaveAccessibleDescriptionAsync(
            "The name of the environment “Staging” contains U+200B (zero width space) after “Sta”, which cannot be seen. Remove it.");
        await Expect(page.Locator("[aria-invalid=true]")).ToHaveCountAsync(1);
        server.Failures.ShouldBeEmpty();
    }

    [GeneratedRegex(@"http://\S+/setup\?token=\S+")]
    private static partial Regex Link();
}
