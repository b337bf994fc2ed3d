using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ExperimentAdmin.App.Shell.Api.Refusals;

/// <summary>
/// Lets requests through that meet no endpoint, so that they read that the address does not exist, or not with this method,
/// instead of who may not use it, or how to sign in. Everything else goes the usual way.
/// </summary>
internal sealed class ApiMisses : IAuthorizationMiddlewareResultHandler
{
    // What routing puts in place of an endpoint when only the method does not fit.
    private const string WrongMethod = "405 HTTP Method Not Supported";

    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        return context.GetEndpoint() is null or { DisplayName: WrongMethod } ? next(context) : _usual.HandleAsync(next, context, policy, authorizeResult);
    }
}
