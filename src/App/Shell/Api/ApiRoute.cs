using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.App.Shell.Api;

/// <summary>What an endpoint of the management API says of itself.</summary>
/// <param name="Scope">What has to let the caller in.</param>
/// <param name="Shape">In which form it refuses.</param>
/// <param name="Needs">What the caller has to be allowed, beyond being let in; Core asks again.</param>
internal sealed record ApiRoute(ApiScope Scope, ErrorShape Shape, Permission Needs = Permission.Read);
