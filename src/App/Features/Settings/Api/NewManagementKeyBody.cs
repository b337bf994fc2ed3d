using ExperimentAdmin.App.Shell.Api.Description;
using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.App.Features.Settings.Api;

/// <summary>A key that is asked for.</summary>
/// <param name="Name">What it is called, 1 to 100 characters.</param>
/// <param name="Role">What it may do: <c>viewer</c>, <c>support</c>, <c>product_manager</c> or <c>administrator</c>.</param>
/// <param name="ExpiresAt">When it stops to work, after now; null or left out for never.</param>
internal sealed record NewManagementKeyBody(string Name, Role Role, [OrNull] DateTimeOffset? ExpiresAt);
