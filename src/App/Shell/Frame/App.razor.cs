using ExperimentAdmin.App.Shell.Frame.Navigation;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Ui.Forms;
using ExperimentAdmin.App.Ui.Percent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>The document around everything.</summary>
public sealed partial class App
{
    // One circuit for the whole application, and no prerendering: every page sits behind a sign-in, so there is nothing
    // for a crawler to read, and each page loads its data once instead of twice.
    private static readonly IComponentRenderMode s_interactive = new InteractiveServerRenderMode(prerender: false);

    // What listens on the whole page is there before anybody can press a key.
    private static readonly string[] s_scripts =
    [
        "./js/ui.js",
        "./js/shell.js",
        ScriptOf<BasisPointsBox>.Path,
        ScriptOf<SearchBox>.Path,
        ScriptOf<Palette>.Path,
    ];

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    // The pages of an account are static: they write the cookie, and a circuit cannot.
    private IComponentRenderMode? Mode => HttpContext.AcceptsInteractiveRouting() ? s_interactive : null;
}
