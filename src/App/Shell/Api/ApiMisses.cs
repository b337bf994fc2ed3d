using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ExperimentAdmin.App.Shell.Api;

/// <summary>
/// Lets requests through that meet no endpoint of the API, so that they read that the address does not exist, or not with
/// this method, instead of who may not use it. Everything else goes the usual way.
/// </summary>
internal sealed class ApiMisses : IAuthorizationMiddlewareResultHandler
{
    // What routing puts in place of an endpoint when only the method does not fit.
    private const string WrongMethod = "405 HTTP Method Not Supported";

    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var isMiss = context.Request.IsApi() && context.GetEndpoint() is null or { DisplayName: WrongMethod };
        return isMiss ? next(context) : _usual.HandleAsync(next, context, policy, authorizeResult);
    }
}
