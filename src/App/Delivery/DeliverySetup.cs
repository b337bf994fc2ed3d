using ExperimentAdmin.App.Delivery.Document;
using ExperimentAdmin.App.Delivery.Flags;
using ExperimentAdmin.App.Delivery.Identities;
using ExperimentAdmin.App.Delivery.Ofrep;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ExperimentAdmin.App.Delivery;

/// <summary>What serves flags to applications.</summary>
internal static class DeliverySetup
{
    // In bytes: an identifier of 2,000 characters has up to 24,000 in an address.
    private const int LongestRequestLine = 32 * 1024;

    public static IServiceCollection AddDelivery(this IServiceCollection services, DeliveryOptions options)
    {
        services.AddSingleton(options);
        services.Configure<KestrelServerOptions>(server => server.Limits.MaxRequestLineSize = LongestRequestLine);
        services.AddSingleton<DeliveryLimiter>();
        services.AddSingleton<AnalyticsEndpoint>();
        services.AddSingleton<FlagsEndpoint>();
        services.AddSingleton<IdentitiesEndpoint>();
        services.AddSingleton<IdentityAnswerWriter>();
        services.AddSingleton<DocumentEndpoint>();
        services.AddSingleton<OfrepEndpoint>();
        services.AddSingleton<DeliveryRoutes>();
        return services;
    }

    /// <summary>Before everything that is made for people: their pages, sessions and routes cost applications nothing.</summary>
    public static void UseDelivery(this WebApplication app) => app.UseMiddleware<DeliveryMiddleware>();
}
