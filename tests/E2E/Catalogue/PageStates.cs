using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Catalogue;

/// <summary>
/// What there is to see. Shop is the demo; in Bakery everything was stopped, and in Greenhouse there is nothing yet.
/// </summary>
internal static class PageStates
{
    private const string Live = "/shop/production";
    private const string Draft = "/shop/development";
    private const string Empty = "/greenhouse/production";

    public static IReadOnlyDictionary<string, PageState> OfExperiments { get; } = ByName(Home(), Experiments(), Experiment(), EndingStates.All(), Wizard());

    public static IReadOnlyDictionary<string, PageState> OfFlagsAndSegments { get; } = ByName(FlagStates.All(), Segments(), Identities());

    public static IReadOnlyDictionary<string, PageState> OfAdministration { get; } = ByName(Account(), Audit(), Settings(), Instance());

    private static Dictionary<string, PageState> ByName(params IEnumerable<PageState>[] states)
        => states.SelectMany(some => some).ToDictionary(state => $"{state.Page}-{state.State}", StringComparer.Ordinal);

    private static IEnumerable<PageState> Account() =>
    [
        new("sign-in", "demo", Role: null, SignInScreen.Address, "Sign in"),
        new("sign-in", "refused", Role: null, SignInScreen.Address, "Sign in")
        {
            Enter = async page =>
            {
                var signIn = new SignInScreen(page);
                await signIn.TryAsync("nobody@example.com", "not the password");
                await signIn.RefusesAsync("The e-mail address or the password is wrong.");
            },
        },
        new("account", "normal", Role.Viewer, "/account", "Your account"),
        new("account", "refused", Role.Viewer, "/account", "Your account")
        {
            Enter = async page =>
            {
                await page.GetByLabel("Current password").FillAsync("not the password");
                await page.GetByLabel("New password").FillAsync("short");
                await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
                await Expect(page.GetByText("The password has to have at least 8 characters.")).ToBeVisibleAsync();
            },
        },
        new("set-password", "refused", Role: null, "/account/set-password?token=forged", "Set your password"),
        new("set-up", "closed", Role: null, "/setup?token=forged", "First set-up"),
        new("not-found", "no-page", Role.Viewer, $"{Live}/no-such-page", "Page not found") { Expected = "404" },
        new("not-found", "no-project", Role.Viewer, "/nowhere/production", "Not found"),
        new("not-found", "no-environment", Role.Viewer, "/shop/nowhere", "Not found"),
    ];

    private static IEnumerable<PageState> Home() =>
    [
        new("home", "normal", Role.ProductManager, Live, "Shop in Production"),
        new("home", "empty", Role.ProductManager, Empty, "Greenhouse in Production"),
        new("home", "viewer", Role.Viewer, "/bakery/production", "Bakery in Production"),
        new("home", "known", Role.Viewer, Live, "Shop in Production")
        {
            Enter = async page =>
            {
                var about = page.GetByRole(AriaRole.Button, new() { Name = "About this page" });
                if (await about.GetAttributeAsync("aria-expanded") is "true")
                {
                    await about.ClickAsync();
                }

                await Expect(page.Locator("page-intro")).ToBeHiddenAsync();
            },
        },
        new("frame", "places", Role.Administrator, Live, "Shop in Production") { Enter = page => OpensMenuAsync(page, "Switch.") },
        new("frame", "person", Role.Administrator, Live, "Shop in Production") { Enter = page => OpensMenuAsync(page, "Account of") },
        new("search", "open", Role.ProductManager, Live, "Shop in Production")
        {
            Enter = async page =>
            {
                await page.Keyboard.PressAsync("Control+K");
                await page.GetByRole(AriaRole.Combobox, new() { Name = "Search pages, experiments and flags" }).FillAsync("button");
                await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Bigger checkout button" })).ToBeVisibleAsync();
            },
        },
    ];

    private static IEnumerable<PageState> Experiments() =>
    [
        new("experiments", "normal", Role.Administrator, $"{Live}/experiments", "Experiments") { Enter = Shows("Lower free-shipping threshold") },
        new("experiments", "menu", Role.Administrator, $"{Live}/experiments", "Experiments") { Enter = page => OpensMenuAsync(page, "Actions for Bigger checkout button") },
        new("experiments", "empty", Role.Administrator, $"{Empty}/experiments", "Experiments") { Enter = Shows("No experiments yet") },
        new("experiments", "empty-viewer", Role.Viewer, $"{Empty}/experiments", "Experiments") { Enter = Shows("No experiments yet") },
        new("experiments", "filtered-empty", Role.Administrator, $"{Live}/experiments?status=paused&q=button", "Experiments") { Enter = Shows("Clear the search") },
        new("experiments", "filtered", Role.ProductManager, $"{Live}/experiments?owner=me&sort=-rollout", "Experiments")
        {
            Enter = async page =>
            {
                await Expect(page.GetByLabel("Owner", new() { Exact = true })).ToHaveValueAsync("Mine");
                await page.Locator("[aria-controls=more-filters]").DispatchEventAsync("click"); // Only a phone shows it.
                await page.GetByLabel("Owner", new() { Exact = true }).PressAsync("ArrowDown");
                await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Nobody's" })).ToBeVisibleAsync();
            },
        },
        new("experiments", "unfinished", Role.ProductManager, $"{Draft}/experiments/new", "New experiment: setup")
        {
            Enter = async page =>
            {
                var wizard = new WizardScreen(page);
                await wizard.DescribeAsync("Ranking by meaning", "We believe that people find what they mean, not what they type.");
                await wizard.IsKeptAsync();
                await (await new ExperimentsScreen(page).OpenAsync(Draft)).OffersUnfinishedAsync("Ranking by meaning");
            },
        },
    ];

    private static IEnumerable<PageState> Experiment() =>
    [
        new("experiment", "running", Role.ProductManager, $"{Live}/experiments/2", "Bigger checkout button")
        {
            Enter = Shows("20 % of identities enter."),
            ReadmeImage = "experiment",
        },
        new("experiment", "draft", Role.ProductManager, $"{Draft}/experiments/3", "No threshold at all") { Enter = Shows("Nobody is in it yet") },
        new("experiment", "paused", Role.ProductManager, "/bakery/production/experiments/4", "Bigger checkout button") { Enter = Shows("Last asked") },
        new("experiment", "completed", Role.ProductManager, $"{Live}/experiments/1", "Lower free-shipping threshold") { Enter = Shows("Read only") },
        new("experiment", "viewer", Role.Viewer, $"{Live}/experiments/2", "Bigger checkout button") { Enter = Shows("20 % of identities enter.") },
        new("experiment", "details", Role.ProductManager, $"{Live}/experiments/2?edit=about", "Bigger checkout button") { Enter = page => Expect(page.GetByLabel("Owner", new() { Exact = true })).ToHaveValueAsync("Pat Product") },
        new("experiment", "copy", Role.ProductManager, $"{Live}/experiments/2/copy", "Copy to another environment") { Enter = Shows("Open a wizard there") },
        new("experiment", "missing", Role.Viewer, $"{Live}/experiments/99", "Experiment not found") { Enter = Shows("There is no such experiment here") },
        new("experiment", "rollout", Role.Support, $"{Live}/experiments/2?edit=rollout", "Bigger checkout button")
        {
            Enter = async page =>
            {
                await new RolloutEditor(page).EnterAsync("35");
                await new ExperimentScreen(page).ForecastsAsync("15 % of everyone newly enter");
            },
        },
        new("experiment", "small-shares", Role.Support, $"{Live}/experiments/2?edit=rollout", "Bigger checkout button")
        {
            Enter = async page =>
            {
                await new RolloutEditor(page).EnterAsync("3");
                await Expect(page.GetByTestId("bar-legend").Filter(new() { HasText = "big 1.5 %" })).ToBeVisibleAsync();
            },
        },
        new("experiment", "who-gets-what", Role.Viewer, $"{Live}/experiments/2", "Bigger checkout button")
        {
            Enter = async page =>
            {
                var experiment = new ExperimentScreen(page);
                await experiment.OpenWhoGetsWhatAsync();
                await experiment.PasteAsync(Enumerable.Range(1, 12).Select(number => $"user_{number}"));
                await experiment.CountsAsync("Of your 12 identifiers");
            },
        },
        new("experiment", "rollout-switching", Role.Support, $"{Live}/experiments/2?edit=rollout", "Bigger checkout button")
        {
            Enter = async page =>
            {
                var experiment = new ExperimentScreen(page);
                await experiment.Rollout.EnterAsync("15");
                await experiment.Rollout.ShareAsync("big", "60");
                await experiment.ForecastsAsync("switch arms"); // It moves the button.
                await experiment.Save.ClickAsync();
                await experiment.AsksAboutSwitchesAsync("of those with control get big instead");
            },
        },
        new("experiment", "rollout-refused", Role.Support, $"{Live}/experiments/2?edit=rollout", "Bigger checkout button")
        {
            Enter = async page =>
            {
                var experiment = new ExperimentScreen(page);
                await experiment.Rollout.EnterAsync("101");
                await experiment.Save.ClickAsync();
                await experiment.RefusesToSaveAsync("Correct it or move its slider.");
            },
        },
        new("experiment", "about", Role.ProductManager, $"{Live}/experiments/2?edit=about", "Bigger checkout button")
        {
            Enter = page => Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Hypothesis" })).ToBeEditableAsync(),
        },
        new("experiment", "new-phase", Role.ProductManager, $"{Live}/experiments/2", "Bigger checkout button")
        {
            Enter = async page =>
            {
                await OpensMenuAsync(page, "More actions for Bigger checkout button");
                await page.GetByRole(AriaRole.Menuitem, new() { Name = "New phase" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            },
        },
        new("experiment", "pause", Role.ProductManager, $"{Live}/experiments/2", "Bigger checkout button")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            },
        },
    ];

    private static IEnumerable<PageState> Wizard() =>
    [
        new("wizard-setup", "normal", Role.ProductManager, $"{Live}/experiments/new", "New experiment: setup") { Enter = Shows("search_ranking") },
        new("wizard-setup", "refused", Role.ProductManager, $"{Live}/experiments/new", "New experiment: setup")
        {
            Enter = async page =>
            {
                var wizard = new WizardScreen(page);
                await wizard.Continue.ClickAsync();
                await wizard.NamesAsync("Give the experiment a name.");
            },
        },
        new("wizard-setup", "no-flags", Role.ProductManager, $"{Empty}/experiments/new", "New experiment: setup") { Enter = Shows("no flags yet") },
        new("wizard-setup", "new-flag", Role.ProductManager, $"{Draft}/experiments/new", "New experiment: setup")
        {
            Enter = async page =>
            {
                var wizard = new WizardScreen(page);
                await wizard.FillInFlagAsync("newsletter", "never", ("weekly", "every week"), ("daily", "every day"));
                await page.WaitForURLAsync("**?flag=new");
                await page.WaitForFunctionAsync("() => Object.values(sessionStorage).some((kept) => JSON.parse(kept).values?.['flag-variants']?.includes('every day'))");
                await page.ReloadAsync();
                await Expect(wizard.NewFlag.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("newsletter");
                await Expect(wizard.VariantValue(2)).ToHaveValueAsync("every day");
            },
        },
        new("wizard-setup", "new-flag-refused", Role.ProductManager, $"{Empty}/experiments/new", "New experiment: setup")
        {
            Enter = async page =>
            {
                var wizard = new WizardScreen(page);
                await wizard.FillInFlagAsync("news letter", "never", ("control", "every week"));
                await page.GetByRole(AriaRole.Button, new() { Name = "Create flag" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Alert, new() { Name = "The flag was not created" })).ToBeFocusedAsync();
            },
        },
        new("wizard-setup", "add-variant", Role.ProductManager, $"{Live}/experiments/new", "New experiment: setup")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Add variants to dark_mode" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Dialog).GetByLabel("Key")).ToBeFocusedAsync();
            },
        },
        new("wizard-setup", "locked", Role.Support, $"{Live}/experiments/new", "New experiment") { Enter = Shows("Creating experiments needs") },
        new("wizard-rollout", "normal", Role.ProductManager, $"{Draft}/experiments/new", "New experiment: setup")
        {
            Enter = page => ToRolloutAsync(page),
            ReadmeImage = "wizard-rollout",
        },
        new("wizard-rollout", "uneven", Role.ProductManager, $"{Draft}/experiments/new", "New experiment: setup")
        {
            Enter = async page =>
            {
                var wizard = await ToRolloutAsync(page);
                await wizard.Rollout.ShareAsync("big", "15");
                await wizard.Rollout.ToggleLockAsync("big");
                await wizard.SaysAsync("The split is uneven");
            },
        },
        new("wizard-rollout", "refused", Role.ProductManager, $"{Draft}/experiments/new", "New experiment: setup")
        {
            Enter = async page =>
            {
                var wizard = await ToRolloutAsync(page);
                await wizard.Rollout.EnterAsync("12.345");
                await wizard.Rollout.RefusesPercentageAsync("12.345", "two decimals");
                await wizard.Continue.ClickAsync();
                await wizard.NamesAsync("Correct it or move its slider.");
            },
        },
        new("wizard-review", "normal", Role.ProductManager, $"{Draft}/experiments/new", "New experiment: setup")
        {
            Enter = async page => await (await ToRolloutAsync(page)).ContinueToAsync("review"),
        },
    ];

    private static IEnumerable<PageState> Segments() =>
    [
        new("segments", "normal", Role.ProductManager, $"{Live}/segments", "Segments") { Enter = Shows("Beta testers") },
        new("segments", "empty", Role.ProductManager, $"{Empty}/segments", "Segments") { Enter = Shows("No segments yet") },
        new("segments", "filtered-empty", Role.Viewer, $"{Live}/segments?q=nobody", "Segments") { Enter = Shows("Clear the search") },
        new("segment", "normal", Role.ProductManager, $"{Live}/segments/1", "Staff") { Enter = Shows("Try it") },
        new("segment", "viewer", Role.Viewer, $"{Live}/segments/2", "Beta testers") { Enter = Shows("Where it is used") },
        new("segment", "missing", Role.Viewer, $"{Live}/segments/99", "Segment") { Enter = Shows("There is no such segment") },
        new("segment-new", "normal", Role.ProductManager, $"{Live}/segments/new", "New segment") { Enter = Shows("Try it") },
        new("segment-new", "for-an-override", Role.ProductManager, $"{Draft}/segments/new?flag=search_ranking", "New segment") { Enter = Shows("back at the override of search_ranking") },
        new("segment-new", "refused", Role.ProductManager, $"{Live}/segments/new", "New segment")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Create segment" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            },
        },
        new("segment-new", "choosing", Role.ProductManager, $"{Live}/segments/new", "New segment")
        {
            Enter = async page =>
            {
                await page.GetByLabel("Comparison", new() { Exact = true }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Option, new() { Name = "is one of", Exact = true })).ToBeVisibleAsync();
            },
        },
        new("segment-new", "locked", Role.Viewer, $"{Live}/segments/new", "New segment") { Enter = Shows("needs a product manager") },
    ];

    private static IEnumerable<PageState> Identities() =>
    [
        new("identities", "empty", Role.Viewer, $"{Live}/identities", "Identity lookup") { Enter = Shows("Ask about anybody") },
        new("identities", "answer", Role.Support, $"{Live}/identities?identifier=user_1&traits=email%20%3D%20%22ada%40example.com%22", "Identity lookup")
        {
            Enter = async page =>
            {
                await Expect(page.GetByTestId("answer")).ToContainTextAsync("checkout_button");
                await page.GetByText("Show the numbers").Filter(new() { Visible = true }).First.ClickAsync();
                await Expect(page.GetByText("Entry hash").Filter(new() { Visible = true }).First).ToBeVisibleAsync();
            },
        },
        new("identities", "refused", Role.Viewer, $"{Live}/identities?identifier=user_1&traits=plan", "Identity lookup") { Enter = Shows("Line 1 is not a trait.") },
    ];

    private static IEnumerable<PageState> Audit() =>
    [
        new("audit", "normal", Role.Viewer, $"{Live}/audit", "Audit log")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Main).Locator("summary").First.ClickAsync();
                await Expect(page.GetByRole(AriaRole.Main).Locator("details[open]")).ToBeVisibleAsync();
            },
        },
        new("audit", "filtered-empty", Role.Viewer, $"{Live}/audit?q=no-such-thing", "Audit log") { Enter = Shows("No change fits") },
    ];

    private static IEnumerable<PageState> Settings() =>
    [
        new("settings", "normal", Role.Administrator, $"{Live}/settings", "Settings of Production") { Enter = Shows("Allowed origins") },
        new("settings", "locked", Role.Viewer, $"{Live}/settings", "Settings of Production") { Enter = Shows("Allowed origins") },
        new("settings", "delete", Role.Administrator, $"{Draft}/settings", "Settings of Development")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Delete…" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            },
        },
        new("settings-keys", "normal", Role.Administrator, $"{Live}/settings/keys", "Keys of Production") { Enter = Shows("demo_production") },
        new("settings-keys", "locked", Role.Viewer, $"{Live}/settings/keys", "Keys of Production") { Enter = Shows("Only an administrator") },
        new("settings-connect", "normal", Role.Administrator, $"{Live}/settings/connect", "Connect an SDK to Production") { Enter = Shows("Code to copy") },
        new("settings-people", "normal", Role.Administrator, $"{Live}/settings/people", "People of Shop") { Enter = Shows("Vic Viewer") },
        new("settings-people", "locked", Role.Support, $"{Live}/settings/people", "People of Shop") { Enter = Shows("Vic Viewer") },
        new("settings-people", "role", Role.Administrator, $"{Live}/settings/people", "People of Shop")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Change the role of Vic Viewer" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            },
        },
        new("settings-environments", "normal", Role.Administrator, $"{Live}/settings/environments", "Environments of Shop") { Enter = Shows("Development") },
        new("settings-environment-new", "normal", Role.Administrator, $"{Live}/settings/environments/new", "New environment") { Enter = Shows("Create environment") },
        new("settings-api-keys", "empty", Role.Administrator, "/greenhouse/production/settings/api-keys", "API keys of Greenhouse") { Enter = Shows("No API keys yet") },
        new("settings-api-keys", "locked", Role.ProductManager, $"{Live}/settings/api-keys", "API keys of Shop") { Enter = Shows("Only an administrator") },
        new("settings-api-key-new", "normal", Role.Administrator, $"{Live}/settings/api-keys/new", "New API key") { Enter = Shows("Make API key") },
        new("settings-api-key-new", "refused", Role.Administrator, $"{Live}/settings/api-keys/new", "New API key")
        {
            Enter = async page =>
            {
                await page.GetByLabel("Ends").ChooseAsync("On a day of your choice");
                await page.GetByLabel("Last day").FillAsync("2020-02-29");
                await page.GetByRole(AriaRole.Button, new() { Name = "Make API key" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            },
        },
        new("settings-project", "normal", Role.Administrator, $"{Live}/settings/project", "Settings of Shop") { Enter = Shows("Hide disabled flags") },
    ];

    private static IEnumerable<PageState> Instance() =>
    [
        new("api-docs", "normal", Role.ProductManager, "/docs/api", "Management API") { Enter = page => Expect(page.Locator(".api-docs")).ToContainTextAsync("Creates an experiment.") },
        new("people", "normal", Role.Administrator, "/instance/people", "People") { Enter = Shows("Vic Viewer") },
        new("people", "filtered-empty", Role.Administrator, "/instance/people?q=nobody", "People") { Enter = Shows("Nobody is found") },
        new("people", "locked", Role.ProductManager, "/instance/people", "Page not found") { Expected = "403" },
        new("people-invite", "normal", Role.Administrator, "/instance/people/invite", "Invite somebody") { Enter = Shows("E-mail address") },
        new("people-invite", "refused", Role.Administrator, "/instance/people/invite", "Invite somebody")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Invite and get the link" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            },
        },
        new("projects", "normal", Role.Administrator, "/instance/projects", "Projects") { Enter = Shows("Greenhouse") },
        new("instance-audit", "normal", Role.Administrator, "/instance/audit", "Audit log of the instance"),
        new("retention", "normal", Role.Administrator, "/instance/retention", "Retention") { Enter = Shows("Nothing was archived yet.") },
        new("retention", "locked", Role.ProductManager, "/instance/retention", "Page not found") { Expected = "403" },
        new("api-keys", "normal", Role.Administrator, "/instance/api-keys", "API keys") { Enter = Shows("Demo scripts") },
        new("api-keys", "revoke", Role.Administrator, "/instance/api-keys", "API keys")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Revoke Demo scripts" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            },
        },
        new("api-keys", "filtered-empty", Role.Administrator, "/instance/api-keys?state=expired&q=zzz", "API keys") { Enter = Shows("Show all keys") },
        new("api-key-new", "normal", Role.Administrator, "/instance/api-keys/new", "New instance key") { Enter = Shows("Make API key") },
        new("project-new", "normal", Role.Administrator, "/instance/projects/new", "New project") { Enter = Shows("Create project") },
        new("project-new", "half-typed", Role.Administrator, "/instance/projects/new", "New project")
        {
            Enter = async page =>
            {
                await page.GetByLabel("Name").First.FillAsync("Orchard");
                await page.GetByRole(AriaRole.Button, new() { Name = "Add an environment" }).ClickAsync();
                await page.GetByRole(AriaRole.Group, new() { Name = "Environment 3" }).GetByLabel("Name").FillAsync("Staging");
                await page.GetByRole(AriaRole.Button, new() { Name = "Remove environment 2" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Environment 3" })).ToHaveCountAsync(0);
                await page.ReloadAsync();
                await Expect(page.GetByLabel("Name").First).ToHaveValueAsync("Orchard");
                await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Environment 2" }).GetByLabel("Name")).ToHaveValueAsync("Staging");
            },
        },
        new("project-new", "refused", Role.Administrator, "/instance/projects/new", "New project")
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Create project" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            },
        },
    ];

    private static Func<IPage, Task> Shows(string text) => page => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(text);

    private static async Task OpensMenuAsync(IPage page, string button)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
    }

    private static async Task<WizardScreen> ToRolloutAsync(IPage page)
    {
        var wizard = new WizardScreen(page);
        await wizard.DescribeAsync("Button size in the checkout", "We believe that a bigger button will lift orders by 3 % because people find it without scrolling.");
        await wizard.ChooseFlagAsync("checkout_button");
        await wizard.ContinueToAsync("rollout");
        await wizard.Rollout.EnterAsync("20");
        await wizard.Rollout.EntersAsync("20");
        return wizard;
    }
}
