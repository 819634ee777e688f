<?php
/**
 * Plugin Name:       Kawaraban
 * Description:       Tells Kawaraban of every post that is published, changed or taken back, signed and without losing one.
 * Version:           0.1.0
 * Requires at least: 5.6
 * Requires PHP:      7.4
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       kawaraban
 *
 * This one file is free software under the GNU General Public License, version 2 or (at your option) any later version;
 * the rest of Kawaraban is under the MIT licence. It comes without any warranty.
 *
 * What happens to a post is written down as an option of its own in the same request, before anything is sent. It is
 * sent when the editor has the answer, and by WP-Cron until Kawaraban has said that it is recorded there.
 *
 * @package Kawaraban
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const KAWARABAN_PREFIX       = 'kawaraban_message_';
const KAWARABAN_KEPT_SECONDS = 7 * 86400;
const KAWARABAN_LOCK_SECONDS = 120;
/** After it no further message of a run is begun; one may take as long as the wait for an answer. */
const KAWARABAN_RUN_SECONDS = 60;
/** Up to so many tries it may be Kawaraban that is down, and what comes after the message waits with it. */
const KAWARABAN_FIRST_TRIES = 2;
/** With title, excerpt and markup it stays far below the megabyte that Kawaraban takes. */
const KAWARABAN_CONTENT_LENGTH = 150000;

add_action( 'transition_post_status', 'kawaraban_note_transition', 10, 3 );
add_action( 'before_delete_post', 'kawaraban_note_deletion', 10, 2 );
add_action( 'shutdown', 'kawaraban_send_after_answer' );
add_action( 'kawaraban_send', 'kawaraban_send' );
add_action( 'rest_api_init', 'kawaraban_add_route' );
add_action( 'admin_menu', 'kawaraban_add_page' );
add_action( 'admin_init', 'kawaraban_add_settings' );
add_action( 'admin_post_kawaraban_test', 'kawaraban_send_test' );
add_filter( 'cron_schedules', 'kawaraban_add_schedule' );
register_activation_hook( __FILE__, 'kawaraban_activate' );
register_deactivation_hook( __FILE__, 'kawaraban_deactivate' );
register_uninstall_hook( __FILE__, 'kawaraban_uninstall' );

/* What happens to a post. */

/**
 * Notes that a post became public, changed while it was public, or is public no longer.
 *
 * @param string  $new_status Its status now.
 * @param string  $old_status Its status before.
 * @param WP_Post $post       The post.
 */
function kawaraban_note_transition( $new_status, $old_status, $post ) {
	if ( ! in_array( $post->post_type, apply_filters( 'kawaraban_post_types', array( 'post' ) ), true ) ) {
		return;
	}
	$is_public  = 'publish' === $new_status && '' === $post->post_password;
	$was_public = 'publish' === $old_status;
	if ( $is_public ) {
		kawaraban_note( $was_public ? 'post.updated' : 'post.published', $post );
	} elseif ( $was_public ) {
		kawaraban_note( 'post.unpublished', $post );
	}
}

/**
 * Notes that a public post is deleted without having been in the trash.
 *
 * @param int     $post_id Its id.
 * @param WP_Post $post    The post.
 */
function kawaraban_note_deletion( $post_id, $post ) {
	if ( 'publish' === $post->post_status ) {
		kawaraban_note_transition( 'deleted', 'publish', $post );
	}
}

/**
 * Writes a message down. Its content is described when it is first sent: tags and pictures are saved after the post. The
 * link that is noted is for one that is taken back, and may be gone by then.
 *
 * @param string       $type What happened.
 * @param WP_Post|null $post To which post; null for a test.
 */
function kawaraban_note( $type, $post ) {
	if ( ! kawaraban_is_set_up() ) {
		return;
	}
	$id      = 'msg_' . bin2hex( random_bytes( 12 ) );
	$message = array(
		'id'       => $id,
		'type'     => $type,
		'post_id'  => null === $post ? 0 : $post->ID,
		'guid'     => null === $post ? '' : kawaraban_address( $post->guid ),
		'link'     => null === $post ? '' : kawaraban_address( get_permalink( $post ) ),
		'noted_at' => time(),
		'next_at'  => time(),
		'tries'    => 0,
		'body'     => null,
	);
	add_option( KAWARABAN_PREFIX . $id, $message, '', false );
	kawaraban_activate();
	$GLOBALS['kawaraban_is_waiting'] = true;
}

/* What is said of it. */

/**
 * An address as it is meant: WordPress keeps GUIDs as HTML, with &#038; between the type of a post and its id.
 *
 * @param string $kept As WordPress has it.
 * @return string
 */
function kawaraban_address( $kept ) {
	return html_entity_decode( $kept, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
}

/**
 * What this gives; where the theme or another plugin breaks it, something else: no article waits for their repair.
 *
 * @param callable $make      Gives it.
 * @param mixed    $otherwise What else.
 * @return mixed
 */
function kawaraban_attempt( $make, $otherwise ) {
	try {
		return $make();
	} catch ( Throwable $error ) {
		error_log( 'Kawaraban: ' . $error->getMessage() . ' in ' . $error->getFile() . ':' . $error->getLine() ); // phpcs:ignore WordPress.PHP.DevelopmentFunctions
		return $otherwise;
	}
}

/**
 * The body of a message: always the same once it was made, so that Kawaraban knows it again.
 *
 * @param array $message As it was noted.
 * @return string JSON.
 */
function kawaraban_describe( $message ) {
	$type = $message['type'];
	$data = array(
		'guid' => $message['guid'],
		'link' => $message['link'],
	);
	if ( in_array( $type, array( 'post.published', 'post.updated' ), true ) ) {
		$post      = get_post( $message['post_id'] );
		$is_public = null !== $post && 'publish' === $post->post_status && '' === $post->post_password;
		// It may have been taken back before anybody heard of it.
		$type = $is_public ? $type : 'post.unpublished';
		$data = $is_public ? array_merge( $data, kawaraban_describe_post( $post, $message ) ) : $data;
	}
	return wp_json_encode(
		array(
			'type'      => $type,
			'timestamp' => gmdate( 'Y-m-d\TH:i:s\Z', $message['noted_at'] ),
			'data'      => $data,
		)
	);
}

/**
 * What Kawaraban reads of a post; texts are HTML, as WordPress shows them.
 *
 * @param WP_Post $post    The post.
 * @param array   $message The message about it, with the try counted that is made.
 * @return array
 */
function kawaraban_describe_post( $post, $message ) {
	// Where there was a try before and still is no body, the process has died on the text.
	$content = $message['tries'] > 1 ? '' : kawaraban_content( $post );
	// In it are terms, and fields of other plugins, which are saved after the post.
	$link = kawaraban_attempt( fn() => kawaraban_address( (string) get_permalink( $post ) ), '' );
	return array(
		'id'         => $post->ID,
		'link'       => '' === $link ? $message['link'] : $link,
		'title'      => kawaraban_attempt( fn() => get_the_title( $post ), $post->post_title ),
		'excerpt'    => $post->post_excerpt,
		'content'    => mb_substr( $content, 0, KAWARABAN_CONTENT_LENGTH ),
		'authors'    => kawaraban_attempt( fn() => array_values( apply_filters( 'kawaraban_authors', kawaraban_authors( $post ), $post ) ), array() ),
		// One of them may be an embargo: without them nothing is sent.
		'categories' => kawaraban_terms( $post, 'category' ),
		'tags'       => kawaraban_terms( $post, 'post_tag' ),
		'image'      => kawaraban_attempt( fn() => kawaraban_image( $post ), null ),
		'published'  => get_post_time( 'Y-m-d\TH:i:s\Z', true, $post ),
		'modified'   => get_post_modified_time( 'Y-m-d\TH:i:s\Z', true, $post ),
		'language'   => get_bloginfo( 'language' ),
		'site'       => get_bloginfo( 'name' ),
	);
}

/**
 * The text of a post as the theme and the plugins of the site show it; empty where one of them breaks.
 *
 * @param WP_Post $post The post.
 * @return string
 */
function kawaraban_content( $post ) {
	// Shortcodes and blocks ask for the post around them.
	$GLOBALS['post'] = $post; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
	setup_postdata( $post );
	$content = kawaraban_attempt( fn() => (string) apply_filters( 'the_content', $post->post_content ), '' );
	wp_reset_postdata();
	return $content;
}

/**
 * The names of who wrote it; Co-Authors Plus and PublishPress Authors know more than one.
 *
 * @param WP_Post $post The post.
 * @return string[]
 */
function kawaraban_authors( $post ) {
	if ( function_exists( 'get_coauthors' ) ) {
		return wp_list_pluck( get_coauthors( $post->ID ), 'display_name' );
	}
	return array_filter( array( get_the_author_meta( 'display_name', $post->post_author ) ) );
}

/**
 * The names of a post's categories or tags.
 *
 * @param WP_Post $post     The post.
 * @param string  $taxonomy Which.
 * @return string[]
 */
function kawaraban_terms( $post, $taxonomy ) {
	$terms = get_the_terms( $post, $taxonomy );
	return is_array( $terms ) ? array_values( wp_list_pluck( $terms, 'name' ) ) : array();
}

/**
 * The featured image.
 *
 * @param WP_Post $post The post.
 * @return array|null
 */
function kawaraban_image( $post ) {
	$id     = (int) get_post_thumbnail_id( $post );
	$source = 0 === $id ? false : wp_get_attachment_image_src( $id, 'full' );
	if ( false === $source ) {
		return null;
	}
	return array(
		'url'     => $source[0],
		'alt'     => (string) get_post_meta( $id, '_wp_attachment_image_alt', true ),
		'caption' => (string) wp_get_attachment_caption( $id ),
	);
}

/* How it is sent. */

/**
 * The headers of Standard Webhooks: https://www.standardwebhooks.com
 *
 * @param string $id        Of the message, the same for every try.
 * @param int    $timestamp Of this try.
 * @param string $body      The message.
 * @param string $secret    As Kawaraban printed it.
 * @return array
 */
function kawaraban_sign( $id, $timestamp, $body, $secret ) {
	// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- the form in which secrets and signatures are written.
	$key       = base64_decode( preg_replace( '/^whsec_/', '', $secret ) );
	$signature = base64_encode( hash_hmac( 'sha256', "$id.$timestamp.$body", $key, true ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions
	return array(
		'webhook-id'        => $id,
		'webhook-timestamp' => (string) $timestamp,
		'webhook-signature' => "v1,$signature",
	);
}

/** Sends when the editor has the answer: in this process where PHP can go on after it, else in one of its own. */
function kawaraban_send_after_answer() {
	if ( empty( $GLOBALS['kawaraban_is_waiting'] ) ) {
		return;
	}
	if ( function_exists( 'fastcgi_finish_request' ) ) {
		fastcgi_finish_request();
		kawaraban_send();
		return;
	}
	$url = rest_url( 'kawaraban/v1/send' );
	wp_remote_post(
		$url,
		array(
			'blocking'  => false,
			// As WordPress calls itself in spawn_cron().
			'timeout'   => 0.01,
			'sslverify' => apply_filters( 'https_local_ssl_verify', false ),
		)
	);
}

/** Anybody may ask that what waits is sent: it says nothing, and sends nothing that would not be sent. */
function kawaraban_add_route() {
	register_rest_route(
		'kawaraban/v1',
		'/send',
		array(
			'methods'             => 'POST',
			'permission_callback' => '__return_true',
			'callback'            => function () {
				ignore_user_abort( true );
				kawaraban_send();
				return new WP_REST_Response( null, 204 );
			},
		)
	);
}

/** Sends what waits, one process at a time. */
function kawaraban_send() {
	if ( ! kawaraban_is_set_up() || ! kawaraban_lock() ) {
		return;
	}
	$messages = array();
	foreach ( kawaraban_waiting() as $option ) {
		$messages[ $option ] = get_option( $option );
	}
	try {
		kawaraban_send_all( array_filter( $messages, 'is_array' ) );
	} finally {
		kawaraban_unlock();
	}
}

/**
 * The oldest first, and before them the posts that nobody has heard of: news waits for nobody's turn. Behind a message that
 * has to wait, the others of its post wait as well, so that their order is kept; those of other posts go on.
 *
 * @param array $messages By their options, the oldest first.
 */
function kawaraban_send_all( $messages ) {
	// Of each post the oldest message counts.
	$news     = array_keys( array_column( array_reverse( $messages ), 'tries', 'post_id' ), 0, true );
	$first    = array_filter( $messages, fn( $message ) => in_array( $message['post_id'], $news, true ) );
	$waiting  = array();
	$is_there = false;
	$end      = time() + KAWARABAN_RUN_SECONDS;
	foreach ( $first + $messages as $option => $message ) {
		$post_id = $message['post_id'];
		// What nobody has tried yet, while the plugin was switched off, is tried once.
		if ( $message['tries'] > 0 && time() - $message['noted_at'] > KAWARABAN_KEPT_SECONDS ) {
			delete_option( $option );
			continue;
		}
		// When Kawaraban has taken one, it is everybody's turn.
		$is_due = $is_there || $message['next_at'] <= time();
		if ( ! $is_due || in_array( $post_id, $waiting, true ) ) {
			$waiting[] = $post_id;
			continue;
		}
		if ( time() > $end ) {
			return;
		}
		if ( kawaraban_attempt( fn() => kawaraban_try( $option, $message ), false ) ) {
			$is_there = true;
			continue;
		}
		if ( $message['tries'] < KAWARABAN_FIRST_TRIES ) {
			return;
		}
		$waiting[] = $post_id;
	}
}

/**
 * Counts a try, and then makes it: what a process dies on does not stay the first in line.
 *
 * @param string $option  Where the message is kept.
 * @param array  $message The message.
 * @return bool False when it waits for another try.
 */
function kawaraban_try( $option, $message ) {
	++$message['tries'];
	$message['next_at'] = time() + min( 60 * 2 ** min( $message['tries'] - 1, 4 ), 900 );
	update_option( $option, $message, false );
	if ( null === $message['body'] ) {
		$message['body'] = kawaraban_describe( $message );
		update_option( $option, $message, false );
	}
	return kawaraban_send_message( $option, $message );
}

/**
 * Sends one message once.
 *
 * @param string $option  Where it is kept.
 * @param array  $message The message.
 * @return bool False when it waits for another try.
 */
function kawaraban_send_message( $option, $message ) {
	$headers = kawaraban_sign( $message['id'], time(), $message['body'], kawaraban_setting( 'secret' ) );
	$answer  = wp_remote_post(
		kawaraban_setting( 'address' ),
		array(
			'timeout'     => 10,
			'redirection' => 0,
			'headers'     => array( 'content-type' => 'application/json' ) + $headers,
			'body'        => $message['body'],
		)
	);
	$status  = is_wp_error( $answer ) ? 0 : (int) wp_remote_retrieve_response_code( $answer );
	$said    = is_wp_error( $answer ) ? $answer->get_error_message() : wp_remote_retrieve_body( $answer );
	$is_over = $status >= 200 && $status <= 299;
	// It was read and refused: nothing about it will change.
	$is_refused = in_array( $status, array( 400, 409, 413, 422 ), true );
	$last       = array(
		'at'   => time(),
		'text' => trim( "$status " . mb_substr( wp_strip_all_tags( $said ), 0, 200 ) ),
		'good' => $is_over,
	);
	update_option( 'kawaraban_last', $last, false );
	if ( ! $is_over && ! $is_refused ) {
		return false;
	}
	delete_option( $option );
	return true;
}

/**
 * The options of the messages that wait, the oldest first.
 *
 * @return string[]
 */
function kawaraban_waiting() {
	global $wpdb;
	// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- no function of WordPress lists options by their beginning.
	return $wpdb->get_col(
		$wpdb->prepare(
			"SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s ORDER BY option_id LIMIT 100",
			$wpdb->esc_like( KAWARABAN_PREFIX ) . '%'
		)
	);
}

/**
 * One process at a time, in the way of WP_Upgrader::create_lock(); the lock of a dead one is taken over.
 *
 * @return bool
 */
function kawaraban_lock() {
	global $wpdb;
	$now    = time();
	$insert = "INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) VALUES ('kawaraban_lock', %d, 'no')";
	$take   = "UPDATE {$wpdb->options} SET option_value = %d WHERE option_name = 'kawaraban_lock' AND option_value < %d";
	// phpcs:disable WordPress.DB -- add_option() overwrites what another process has added since.
	return 1 === $wpdb->query( $wpdb->prepare( $insert, $now ) )
		|| 1 === $wpdb->query( $wpdb->prepare( $take, $now, $now - KAWARABAN_LOCK_SECONDS ) );
	// phpcs:enable
}

/** Lets the next one send. */
function kawaraban_unlock() {
	global $wpdb;
	$wpdb->query( "DELETE FROM {$wpdb->options} WHERE option_name = 'kawaraban_lock'" ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery
}

/** Every minute what waits is sent again. */
function kawaraban_activate() {
	if ( ! wp_next_scheduled( 'kawaraban_send' ) ) {
		wp_schedule_event( time(), 'kawaraban_minute', 'kawaraban_send' );
	}
}

/** What waits stays, for the day on which the plugin is active again. */
function kawaraban_deactivate() {
	wp_clear_scheduled_hook( 'kawaraban_send' );
}

/** Leaves nothing behind. */
function kawaraban_uninstall() {
	global $wpdb;
	// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- no function of WordPress lists options by their beginning.
	$options = $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE 'kawaraban\\_%'" );
	array_map( 'delete_option', $options );
}

/**
 * A minute is short enough for what could not be sent at once.
 *
 * @param array $schedules Those of WordPress.
 * @return array
 */
function kawaraban_add_schedule( $schedules ) {
	$schedules['kawaraban_minute'] = array(
		'interval' => 60,
		'display'  => 'Every minute (Kawaraban)',
	);
	return $schedules;
}

/* Settings. */

/**
 * A setting: a constant of wp-config.php (KAWARABAN_ADDRESS, KAWARABAN_SECRET) goes before the page.
 *
 * @param string $name address or secret.
 * @return string
 */
function kawaraban_setting( $name ) {
	$constant = 'KAWARABAN_' . strtoupper( $name );
	return defined( $constant ) ? (string) constant( $constant ) : (string) get_option( "kawaraban_$name", '' );
}

/**
 * Whether there is somebody to send to.
 *
 * @return bool
 */
function kawaraban_is_set_up() {
	return '' !== kawaraban_setting( 'address' ) && '' !== kawaraban_setting( 'secret' );
}

/** The page under Settings. */
function kawaraban_add_page() {
	add_options_page( 'Kawaraban', 'Kawaraban', 'manage_options', 'kawaraban', 'kawaraban_draw_page' );
}

/** What the page saves. */
function kawaraban_add_settings() {
	register_setting( 'kawaraban', 'kawaraban_address', array( 'sanitize_callback' => 'kawaraban_clean_address' ) );
	register_setting( 'kawaraban', 'kawaraban_secret', array( 'sanitize_callback' => 'kawaraban_clean_secret' ) );
}

/**
 * The address as entered, or the one before.
 *
 * @param mixed $entered What was entered.
 * @return string
 */
function kawaraban_clean_address( $entered ) {
	$address = esc_url_raw( trim( (string) $entered ), array( 'https', 'http' ) );
	if ( '' === $address || preg_match( '#^https?://[^/]+/.*hooks/[\w-]+$#', $address ) ) {
		return $address;
	}
	add_settings_error( 'kawaraban_address', 'address', __( 'The address is the one that Kawaraban prints; it ends with /hooks/ and a name.', 'kawaraban' ) );
	return (string) get_option( 'kawaraban_address', '' );
}

/**
 * The secret as entered; an empty field leaves the one before, since it is never shown.
 *
 * @param mixed $entered What was entered.
 * @return string
 */
function kawaraban_clean_secret( $entered ) {
	$secret = trim( (string) $entered );
	if ( preg_match( '#^whsec_[A-Za-z0-9+/=]{20,}$#', $secret ) ) {
		return $secret;
	}
	if ( '' !== $secret ) {
		add_settings_error( 'kawaraban_secret', 'secret', __( 'The secret is the one that Kawaraban prints; it begins with whsec_.', 'kawaraban' ) );
	}
	return (string) get_option( 'kawaraban_secret', '' );
}

/** The page itself. */
function kawaraban_draw_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$last = get_option( 'kawaraban_last' );
	?>
	<div class="wrap">
		<h1>Kawaraban</h1>
		<p><?php esc_html_e( 'On the machine of Kawaraban, this prints the address and the secret:', 'kawaraban' ); ?>
			<code>kawaraban sources add --kind webhook --dialect wordpress --name blog</code></p>
		<form action="options.php" method="post">
			<?php settings_fields( 'kawaraban' ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="kawaraban_address"><?php esc_html_e( 'Address', 'kawaraban' ); ?></label></th>
					<td><input type="url" class="regular-text code" id="kawaraban_address" name="kawaraban_address" value="<?php echo esc_attr( get_option( 'kawaraban_address', '' ) ); ?>"></td>
				</tr>
				<tr>
					<th scope="row"><label for="kawaraban_secret"><?php esc_html_e( 'Secret', 'kawaraban' ); ?></label></th>
					<td><input type="password" class="regular-text code" id="kawaraban_secret" name="kawaraban_secret" value="" autocomplete="new-password" placeholder="<?php echo esc_attr( '' === kawaraban_setting( 'secret' ) ? '' : __( 'is set; empty leaves it', 'kawaraban' ) ); ?>"></td>
				</tr>
			</table>
			<?php submit_button(); ?>
		</form>
		<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
			<input type="hidden" name="action" value="kawaraban_test">
			<?php wp_nonce_field( 'kawaraban_test' ); ?>
			<?php submit_button( __( 'Send a test message', 'kawaraban' ), 'secondary', 'submit', false ); ?>
		</form>
		<p>
		<?php
		/* translators: %d: number of messages. */
		echo esc_html( sprintf( __( 'Messages that wait: %d.', 'kawaraban' ), count( kawaraban_waiting() ) ) );
		if ( is_array( $last ) ) {
			/* translators: 1: date and time, 2: answer of Kawaraban. */
			echo ' ' . esc_html( sprintf( __( 'Last answer, %1$s: %2$s', 'kawaraban' ), wp_date( 'Y-m-d H:i:s', $last['at'] ), $last['text'] ) );
		}
		?>
		</p>
	</div>
	<?php
}

/** The button "Send a test message". */
function kawaraban_send_test() {
	if ( ! current_user_can( 'manage_options' ) ) {
		wp_die( esc_html__( 'You may not do this.', 'kawaraban' ), '', array( 'response' => 403 ) );
	}
	check_admin_referer( 'kawaraban_test' );
	kawaraban_note( 'ping', null );
	kawaraban_send();
	wp_safe_redirect( admin_url( 'options-general.php?page=kawaraban' ) );
	exit;
}
