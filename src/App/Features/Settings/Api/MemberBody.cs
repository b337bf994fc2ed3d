using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.App.Features.Settings.Api;

/// <summary>The role that somebody gets.</summary>
/// <param name="Role"><c>viewer</c>, <c>support</c>, <c>product_manager</c> or <c>administrator</c>.</param>
internal sealed record MemberBody(Role Role);
