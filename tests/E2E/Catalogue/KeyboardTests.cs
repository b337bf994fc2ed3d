using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Catalogue;

/// <summary>Every page without a mouse: what each has to offer, and that Tab comes to all that can be pressed or typed into, with a focus that is seen.</summary>
public sealed class KeyboardTests(RunningApp app) : Journey(app)
{
    private const int MostStops = 250;

    // The pages and what has to be reached on each, by the names that are read out.
    private static readonly (Role Role, string Address, string Title, string[] Offers)[] s_pages =
    [
        (Role.ProductManager, "/shop/production", "Shop in Production", ["Bigger checkout button"]),
        (Role.ProductManager, "/shop/production/experiments", "Experiments", ["New experiment", "Search experiments and flags", "Bigger checkout button", "Actions for Bigger checkout button", "Running"]),
        (Role.ProductManager, "/shop/production/experiments/new", "New experiment: setup", ["Name", "Hypothesis", "Search flags by name", "New flag", "Add variants to dark_mode", "Continue"]),
        (Role.ProductManager, "/shop/production/experiments/2", "Bigger checkout button", ["Pause", "Edit rollout", "More actions for Bigger checkout button"]),
        (Role.Support, "/shop/production/experiments/2?edit=rollout", "Bigger checkout button", ["Save", "Cancel"]),
        (Role.ProductManager, "/shop/production/experiments/2?edit=about", "Bigger checkout button", ["Hypothesis", "Owner", "Save"]),
        (Role.ProductManager, "/shop/production/experiments/2/copy", "Copy to another environment", ["Environment", "Open a wizard there"]),
        (Role.ProductManager, "/shop/production/experiments/1", "Lower free-shipping threshold", ["Duplicate", "Correct the conclusion", "Undo the end…"]),
        (Role.ProductManager, "/shop/production/experiments/finished", "Finished experiments", ["Search finished experiments", "Lower free-shipping threshold", "Inconclusive", "Ended"]),
        (Role.ProductManager, "/bakery/production/experiments", "Experiments", ["Resume just those…", "Finished experiments and what was decided"]),
        (Role.ProductManager, "/shop/production/flags", "Flags", ["New flag", "Search flags", "checkout_button"]),
        (Role.ProductManager, "/shop/development/flags/new", "New flag", ["Name", "Type of the value", "Enabled from the start", "Add variant", "Create flag"]),
        (Role.ProductManager, "/shop/development/flags/search_ranking", "search_ranking", ["Enabled", "Add variant", "Actions for semantic"]),
        (Role.ProductManager, "/shop/development/flags/search_ranking?tab=overrides", "search_ranking", ["Add override"]),
        (Role.ProductManager, "/shop/development/flags/search_ranking?tab=overrides&edit=new", "search_ranking", ["Find a segment", "Segment", "New segment", "Add override"]),
        (Role.Support, "/shop/development/flags/search_ranking?tab=identities", "search_ranking", ["Force an identity"]),
        (Role.ProductManager, "/shop/production/flags/checkout_button?tab=versions", "checkout_button", ["Versions"]),
        (Role.ProductManager, "/shop/development/flags/search_ranking?tab=settings", "search_ranking", ["Description", "Save settings", "Delete flag"]),
        (Role.Viewer, "/shop/production/flags/checkout_button?tab=history", "checkout_button", ["History"]),
        (Role.ProductManager, "/shop/production/segments", "Segments", ["New segment", "Staff", "Actions for Staff"]),
        (Role.ProductManager, "/shop/production/segments/new", "New segment", ["Name", "How many must hold", "Trait", "Comparison", "Value", "Add condition", "Add group", "Create segment"]),
        (Role.ProductManager, "/shop/production/segments/1", "Staff", ["Name", "Save changes"]),
        (Role.Support, "/shop/production/identities", "Identity lookup", ["Identifier", "Traits"]),
        (Role.Viewer, "/shop/production/audit", "Audit log", ["Who", "What", "Environment", "From", "To", "Search by name", "Download as CSV"]),
        (Role.Administrator, "/shop/production/settings", "Settings of Production", ["Name", "Allowed origins"]),
        (Role.Administrator, "/shop/production/settings/keys", "Keys of Production", ["Name", "Kind", "Make key"]),
        (Role.Administrator, "/shop/production/settings/connect", "Connect an SDK to Production", []),
        (Role.Administrator, "/shop/production/settings/people", "People of Shop", ["Person", "Role", "Change the role of Vic Viewer"]),
        (Role.Administrator, "/shop/production/settings/environments", "Environments of Shop", ["New environment"]),
        (Role.Administrator, "/shop/production/settings/environments/new", "New environment", ["Name", "Versions", "Create environment"]),
        (Role.Administrator, "/shop/production/settings/api-keys", "API keys of Shop", []),
        (Role.Administrator, "/shop/production/settings/api-keys/new", "New API key", ["Name", "Ends", "Make API key"]),
        (Role.Administrator, "/shop/production/settings/project", "Settings of Shop", ["Name"]),
        (Role.Administrator, "/instance/projects", "Projects", ["New project"]),
        (Role.Administrator, "/instance/projects/new", "New project", ["Name", "Create project"]),
        (Role.Administrator, "/instance/people", "People", ["Invite somebody", "Actions for Vic Viewer"]),
        (Role.Administrator, "/instance/people/invite", "Invite somebody", ["E-mail address", "Project to begin with", "Invite and get the link"]),
        (Role.Administrator, "/instance/audit", "Audit log of the instance", ["Who", "What"]),
        (Role.Administrator, "/instance/api-keys", "API keys", ["New instance key"]),
        (Role.Administrator, "/instance/api-keys/new", "New instance key", ["Name"]),
        (Role.Administrator, "/instance/retention", "Retention", []),
        (Role.Viewer, "/account", "Your account", ["Current password", "New password", "Change password"]),
    ];

    // A third of them each time, and all by ./test.sh --proof.
    public static TheoryData<Role, string, string, string[]> Pages()
        => [.. s_pages.Index().Where(page => page.Index % Proof.Times(3, 1) == 0).Select(page => (page.Item.Role, page.Item.Address, page.Item.Title, page.Item.Offers))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Tab_ComesToEverything_AndIsSeenThere(Role role, string address, string title, string[] offers)
    {
        var page = await VisitAsync(role);
        await page.GotoAsync(address);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await Expect(page.Locator("#content .loading, #content [aria-busy=true]")).ToHaveCountAsync(0);
        foreach (var offer in offers)
        {
            await Expect(Named(page, offer).First).ToBeVisibleAsync();
        }

        await page.EvaluateAsync(Prepare);
        for (var stop = 0; stop < MostStops && await page.EvaluateAsync<int>("() => window.tabs.wanted.size") > 0; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            await page.EvaluateAsync(Look);
        }

        (await page.EvaluateAsync<string[]>("() => [...window.tabs.wanted].map(window.tabs.name)")).ShouldBeEmpty("Tab never comes there.");
        (await page.EvaluateAsync<string[]>("() => [...window.tabs.unseen].map(window.tabs.name)")).ShouldBeEmpty("The focus cannot be seen there.");
    }

    private static ILocator Named(IPage page, string name)
    {
        var main = page.GetByRole(AriaRole.Main);
        return main.GetByLabel(name).Or(main.GetByRole(AriaRole.Link, new() { Name = name })).Or(main.GetByRole(AriaRole.Button, new() { Name = name }));
    }

    // What a mouse could press or type into now. Of radio buttons only one of a group is a stop, and arrows lead to the others.
    private const string Prepare =
        """
        () => {
          const seen = (one) => one.checkVisibility({ checkVisibilityCSS: true }) && one.getClientRects().length > 0 && !one.closest('[aria-hidden=true], [inert]');
          const isStop = (one) => !one.disabled && one.tabIndex >= 0 && seen(one)
            && !(one.type === 'radio' && [...document.getElementsByName(one.name)].some((other) => other !== one && (other.checked || !one.checked && other.compareDocumentPosition(one) & 4)));
          const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(isStop);
          window.tabs = {
            wanted: new Set(all), unseen: new Set(),
            name: (one) => `${one.tagName.toLowerCase()} ${(one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent).trim().slice(0, 60)} ${one.outerHTML.slice(0, 120)}`,
          };
        }
        """;

    // A ring, a shadow, or the border that fields have: round it or round what it fills.
    private const string Look =
        """
        () => {
          const here = document.activeElement;
          if (!window.tabs.wanted.delete(here)) {
            return;
          }
          const rings = [here, here.closest('label'), here.parentElement, here.closest('.mud-input')].filter((one) => one)
            .map((one) => getComputedStyle(one)).some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1);
          const border = here.closest('.mud-input')?.querySelector('.mud-input-outlined-border');
          if (!rings && !(border && parseFloat(getComputedStyle(border).borderTopWidth) >= 2)) {
            window.tabs.unseen.add(here);
          }
        }
        """;
}
