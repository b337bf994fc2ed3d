using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.App.Ui.Layout;
using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.App.Features.Settings.Pages;

/// <summary>Makes a management API key for the whole instance.</summary>
public sealed partial class NewInstanceApiKeyPage
{
    private static readonly IReadOnlyList<Crumb> s_crumbs = [new("API keys", "instance/api-keys")];

    // Who is administrator everywhere manages the instance too.
    private static readonly IReadOnlyList<(Role Value, string Text, string Line)> s_roles =
    [
        .. Roles.Explained.Select(role => role.Value is Role.Administrator
            ? (role.Value, role.Text, $"{role.Line}, and the projects and accounts of the instance")
            : role),
    ];
}
