using System.Threading.RateLimiting;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Access.Sessions;
using Microsoft.AspNetCore.RateLimiting;

namespace ExperimentAdmin.App.Shell.Api.Callers;

/// <summary>Bounds how often the management API is asked: by each key or person, and from each address.</summary>
internal static class ApiLimits
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddApiLimits(this IServiceCollection services, ApiOptions options)
        => services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                Of(http => Caller(http) ?? $"stranger {Address(http)}", http => Caller(http) is null ? options.StrangersPerMinute : options.RequestsPerMinute),
                Of(Address, _ => options.RequestsPerMinuteAndAddress));
            limiter.OnRejected = RefuseAsync;
        });

    /// <summary>After the caller is known and before anything is looked up for them.</summary>
    public static void UseApiLimits(this WebApplication app)
        => app.UseWhen(http => http.Request.IsApi() && http.ApiRoute() is not null, branch => branch.UseRateLimiter());

    private static PartitionedRateLimiter<HttpContext> Of(Func<HttpContext, string> key, Func<HttpContext, int> most)
        => PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(
            key(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = most(http), Window = s_window, QueueLimit = 0 }));

    private static string Address(HttpContext http) => Visitor.NetworkOf(http.Connection.RemoteIpAddress);

    private static string? Caller(HttpContext http)
    {
        var actor = SessionClaims.Actor(http.User);
        return actor.Id is { } id ? $"{actor.Kind} {id}" : null;
    }

    private static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : s_window;
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        await ApiErrors.Of(context.HttpContext, new Error.Limited(
            "too_many_requests", $"Request was throttled. Expected available in {seconds} seconds.", wait)).ExecuteAsync(context.HttpContext);
    }
}
