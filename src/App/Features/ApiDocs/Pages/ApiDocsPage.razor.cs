using ExperimentAdmin.App.Shell.Api.Description;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.ApiDocs.Pages;

/// <summary>The API to browse and to try, in the viewer of a third party.</summary>
public sealed partial class ApiDocsPage
{
    private ElementReference _frame;

    [Inject]
    private ScriptOf<ApiDocsPage> Script { get; set; } = null!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Script.CallAsync("showApi", _frame, ApiDescription.Address[1..], ApiViewer.Folder[1..]);
        }
    }
}
