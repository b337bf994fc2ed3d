using ExperimentAdmin.App.Shell.Frame;

namespace ExperimentAdmin.App.Features.Settings.Pages;

/// <summary>The management API keys of the project of the address.</summary>
public sealed partial class ApiKeysPage
{
    private string NewAddress => Workspace.Href("settings/api-keys/new");

    protected override void Forget()
    {
        // The list is loaded by itself, for each project by another one.
    }

    protected override Task<Action> ReadAsync(CancellationToken cancellation) => Task.FromResult<Action>(() => { });
}
