package vitrine.auth.clients;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vitrine.auth.hosts.FormTargets;

/**
 * Asks a person whether an application may know them. What is shown is what was asked for, found by the state that only this
 * browser was told; the other parameters of the address are anybody's.
 */
@Controller
class ConsentPage {

    private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);

    private final OAuth2AuthorizationService authorizations;
    private final RegisteredClientRepository clients;

    ConsentPage(OAuth2AuthorizationService authorizations, RegisteredClientRepository clients) {
        this.authorizations = authorizations;
        this.clients = clients;
    }

    @GetMapping("/oauth2/consent")
    String ask(
            @RequestParam(defaultValue = "") String state,
            Authentication person,
            HttpServletRequest request,
            Model model) {
        OAuth2Authorization waiting = state.isEmpty() ? null : authorizations.findByToken(state, STATE);
        if (waiting == null || !waiting.getPrincipalName().equals(person.getName())) {
            throw over();
        }
        RegisteredClient client = clients.findById(waiting.getRegisteredClientId());
        OAuth2AuthorizationRequest asked = waiting.getAttribute(OAuth2AuthorizationRequest.class.getName());
        if (client == null || asked == null) {
            throw over();
        }
        String target = asked.getRedirectUri() == null
                ? client.getRedirectUris().iterator().next()
                : asked.getRedirectUri();
        FormTargets.allow(request, target);
        model.addAttribute("name", client.getClientName());
        model.addAttribute("host", URI.create(target).getHost());
        model.addAttribute("clientId", client.getClientId());
        model.addAttribute("state", state);
        model.addAttribute(
                "scopes",
                ClientScopes.ALL.stream().filter(asked.getScopes()::contains).toList());
        model.addAttribute("query", "state=" + state + "&");
        return "consent";
    }

    private static ResponseStatusException over() {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
}
