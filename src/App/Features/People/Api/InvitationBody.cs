using ExperimentAdmin.App.Shell.Api.Description;
using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.App.Features.People.Api;

/// <summary>Somebody who is invited.</summary>
/// <param name="Email">What they will sign in with; nobody else may have it.</param>
/// <param name="Name">What others will call them, 1 to 100 characters.</param>
/// <param name="InstanceAdministrator">Whether they manage projects and people of the whole instance; false without it.</param>
/// <param name="Project">The id of a project to begin with; left out or null for none.</param>
/// <param name="Role">
/// Their role in that project: <c>viewer</c>, which is the default, <c>support</c>, <c>product_manager</c> or <c>administrator</c>.
/// </param>
internal sealed record InvitationBody(string Email, string Name, bool? InstanceAdministrator, [OrNull] int? Project, Role? Role);
